import ts from 'typescript';
import { comment, members, table, tag, type Sources } from './program';

/** Told once for all methods that take them, not in every row. */
const toldOnce = ['given', 'when', 'rulebook'];

const parameter = ({ checker }: Sources, symbol: ts.Symbol): string => {
  const { valueDeclaration: declaration, name } = symbol;
  const isOptional =
    declaration !== undefined &&
    ts.isParameter(declaration) &&
    (declaration.questionToken !== undefined || declaration.initializer !== undefined);
  const mark = isOptional ? '?' : '';
  const type = checker.getNonNullableType(checker.getTypeOfSymbol(symbol));
  // A parameter that is taken apart where it is declared has no name of its own.
  const isRecord = type.isClassOrInterface() || name.startsWith('__') || type.symbol?.name === '__type';
  const fields = type.getProperties();
  if (toldOnce.includes(name) || !isRecord || fields.length === 0 || type.getCallSignatures().length > 0)
    return name + mark;
  return `{ ${fields.map((field) => field.name + (field.flags & ts.SymbolFlags.Optional ? '?' : '')).join(', ')} }${mark}`;
};

const longest = 60; // characters of a type that are still read

const shortly = (sources: Sources, type: ts.Type): string => {
  const { checker } = sources;
  const whole = checker.typeToString(type, undefined, ts.TypeFormatFlags.NoTruncation);
  if (whole.length <= longest) return whole;
  // The one union of tagged values that is answered anywhere.
  if (type.isUnion() && type.types.every((one) => one.getProperty('type') !== undefined)) return 'CaseEvent';
  const [argument] = type.aliasTypeArguments ?? checker.getTypeArguments(type as ts.TypeReference); // long types are generic
  const { name } = type.aliasSymbol ?? type.symbol;
  return argument === undefined ? name : `${name}<${shortly(sources, argument)}>`;
};

/** What a TaskEither can fail with, and what it answers. */
const ends = ({ checker }: Sources, type: ts.Type) => {
  const [run] = checker.getSignaturesOfType(type, ts.SignatureKind.Call);
  const either = run && checker.getAwaitedType(run.getReturnType());
  const sides = either === undefined ? [] : members(either);
  const side = (name: string): ts.Type | undefined => {
    const found = sides.map((one) => one.getProperty(name)).find((one) => one !== undefined);
    return found && checker.getTypeOfSymbol(found);
  };
  return { failure: side('left') ?? checker.getNeverType(), answer: side('right') ?? type };
};

const methods = (sources: Sources, name: string) => {
  const { checker, exported } = sources;
  return checker
    .getDeclaredTypeOfSymbol(exported(name))
    .getProperties()
    .flatMap((member) => {
      const [signature] = checker.getSignaturesOfType(checker.getTypeOfSymbol(member), ts.SignatureKind.Call);
      return signature === undefined ? [] : [{ member, signature, ...ends(sources, signature.getReturnType()) }];
    });
};

/** The methods of a type: how each is called, what it answers, what it is for. */
export const methodsOf = (sources: Sources, name: string): string => {
  const rows = methods(sources, name).map(({ member, signature, answer }) => {
    const parameters = signature.getParameters().map((one) => parameter(sources, one));
    return [
      `\`${member.name}(${parameters.join(', ')})\``,
      `\`${shortly(sources, answer)}\``,
      comment(sources, member),
    ];
  });
  return table(['method', 'answers', 'what it does'], rows);
};

/** All that the methods of a type can fail with. */
export const failuresOf = (sources: Sources, name: string): ReadonlyArray<string> => [
  ...new Set(
    methods(sources, name).flatMap(({ failure }) =>
      members(failure)
        .filter((one) => !(one.flags & ts.TypeFlags.Never))
        .map((one) => tag(sources, one)),
    ),
  ),
];
