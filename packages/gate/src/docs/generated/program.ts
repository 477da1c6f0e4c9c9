import { join } from 'node:path';
import ts from 'typescript';

/** The sources of a package and all that they import, with their types. */
export interface Sources {
  readonly checker: ts.TypeChecker;
  /** What a package exports under this name. */
  readonly exported: (name: string) => ts.Symbol;
}

/** Reads a package through its index, others of the workspace by their sources. */
export const sourcesOf = (root: string, name: string): Sources => {
  const read = (path: string) => ts.sys.readFile(path);
  const { config }: { config?: { compilerOptions: unknown } } = ts.readConfigFile(
    join(root, 'tsconfig.base.json'),
    read,
  );
  const { options } = ts.convertCompilerOptionsFromJson(config?.compilerOptions, root);
  const index = join(root, 'packages', name, 'src/index.ts');
  const program = ts.createProgram([index], { ...options, composite: false, noEmit: true });
  const checker = program.getTypeChecker();
  const file = program.getSourceFile(index);
  const module = file && checker.getSymbolAtLocation(file);
  if (module === undefined) throw new Error(`${index} is no module`);
  const all = checker.getExportsOfModule(module);
  return {
    checker,
    exported: (wanted) => {
      const symbol = all.find((one) => one.name === wanted);
      if (symbol === undefined) throw new Error(`${wanted} is not exported by packages/${name}`);
      return symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
    },
  };
};

/** The comment above a declaration, on one line; empty where there is none. */
export const comment = ({ checker }: Sources, symbol: ts.Symbol): string =>
  ts.displayPartsToString(symbol.getDocumentationComment(checker)).replaceAll('\n', ' ');

/** The members of a union, or the one type. */
export const members = (type: ts.Type): ReadonlyArray<ts.Type> => (type.isUnion() ? type.types : [type]);

/** The type of a member, in the words of its declaration. */
export const written = (sources: Sources, member: ts.Symbol): string => {
  const [declaration] = member.declarations ?? [];
  const node = declaration && ts.isPropertySignature(declaration) ? declaration.type : undefined;
  const { checker } = sources;
  const type = checker.getTypeOfSymbol(member);
  const text =
    node === undefined ? checker.typeToString(type, undefined, ts.TypeFormatFlags.NoTruncation) : node.getText();
  return text.replaceAll(/\s*\n\s*/g, ' ');
};

/** The words that a type allows; none where it is not a choice between words. */
export const choices = (type: ts.Type): ReadonlyArray<string> => {
  const values = members(type).filter((one) => !(one.flags & ts.TypeFlags.Null));
  const literals = values.flatMap((one) => (one.isStringLiteral() || one.isNumberLiteral() ? [`${one.value}`] : []));
  return literals.length === values.length && literals.length > 1 ? literals.sort() : [];
};

/** The tag of a variant: what its `type` is. */
export const tag = ({ checker }: Sources, variant: ts.Type): string => {
  const type = variant.getProperty('type');
  const value = type && checker.getTypeOfSymbol(type);
  if (value === undefined || !value.isStringLiteral()) throw new Error('a variant has a type that names it');
  return value.value;
};

const cell = (text: string): string => text.replaceAll('|', '\\|');

/** A table as Prettier sets it. */
export const table = (header: ReadonlyArray<string>, rows: ReadonlyArray<ReadonlyArray<string>>): string => {
  const cells = [header, ...rows].map((row) => row.map(cell));
  const widths = header.map((_, column) => Math.max(3, ...cells.map((row) => (row[column] ?? '').length)));
  const line = (row: ReadonlyArray<string>): string =>
    `| ${widths.map((width, column) => (row[column] ?? '').padEnd(width)).join(' | ')} |`;
  const [first = [], ...rest] = cells;
  return [line(first), `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`, ...rest.map(line), ''].join('\n');
};
