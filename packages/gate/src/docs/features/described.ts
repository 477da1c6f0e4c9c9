import ts from 'typescript';

/** What a test file says of a feature. */
export interface Described {
  readonly file: string;
  readonly number: number;
  readonly title: string;
  /** The names of its tests. */
  readonly tests: ReadonlyArray<string>;
}

export interface Reading {
  readonly described: ReadonlyArray<Described>;
  readonly faults: ReadonlyArray<string>;
}

/** A call of `describe` or `test`. */
interface Block {
  readonly called: string;
  /** Null where it is not written out. */
  readonly name: string | null;
  readonly node: ts.CallExpression;
}

/** `test.each` for `test.each([…])(…)`; null for what is no name. */
const calledAs = (callee: ts.Expression): string | null => {
  if (ts.isIdentifier(callee)) return callee.text;
  if (ts.isCallExpression(callee)) return calledAs(callee.expression);
  if (ts.isTaggedTemplateExpression(callee)) return calledAs(callee.tag);
  if (!ts.isPropertyAccessExpression(callee)) return null;
  const of = calledAs(callee.expression);
  return of === null ? null : `${of}.${callee.name.text}`;
};

const childrenOf = (node: ts.Node): ReadonlyArray<ts.Node> => {
  const children: ts.Node[] = [];
  ts.forEachChild(node, (child) => void children.push(child));
  return children;
};

/** The outermost blocks in a node, itself included. */
const blocksIn = (node: ts.Node): ReadonlyArray<Block> => {
  const called = ts.isCallExpression(node) ? calledAs(node.expression) : null;
  if (!ts.isCallExpression(node) || called === null || !/^x?(describe|test|it)(\.|$)/.test(called))
    return childrenOf(node).flatMap(blocksIn);
  const [name] = node.arguments;
  return [{ called, name: name && ts.isStringLiteralLike(name) ? name.text : null, node }];
};

const isGroup = ({ called }: Block): boolean => called === 'describe' || called === 'describe.each';
const isTest = ({ called }: Block): boolean => /^(test|it)(\.each)?$/.test(called);

const within = ({ node }: Block): ReadonlyArray<Block> => node.arguments.flatMap(blocksIn);

/** All tests and whatever else there is in a group. */
const flattened = (block: Block): ReadonlyArray<Block> => (isGroup(block) ? within(block).flatMap(flattened) : [block]);

const expects = (node: ts.Node): boolean =>
  (ts.isIdentifier(node) && node.text === 'expect') || childrenOf(node).some(expects);

const faultOf = (block: Block): string | null => {
  const { called, name, node } = block;
  if (!isTest(block)) return `‘${name ?? called}’ is in ${called}, which does not run as a test`;
  if (name === null) return `a ${called} has a name that is not written out`;
  return expects(node) ? null : `‘${name}’ expects nothing`;
};

const numbered = /^(\d+): (.+)$/;

/** Reads, without running it, which features a test file describes, and what cannot be read of it. */
export const describedIn = (file: string, text: string): Reading => {
  const described: Described[] = [];
  const faults: string[] = [];
  for (const block of blocksIn(ts.createSourceFile(file, text, ts.ScriptTarget.ES2022))) {
    const [, number, title] = numbered.exec(block.name ?? '') ?? [];
    if (block.called !== 'describe' || title === undefined) {
      const what = block.name ?? 'a block without a written name';
      faults.push(`${file}: ‘${what}’ in ${block.called} names no feature, as describe('31: …') does`);
      continue;
    }
    const blocks = flattened(block);
    faults.push(...blocks.map(faultOf).flatMap((fault) => (fault === null ? [] : [`${file}: ${fault}`])));
    const tests = blocks.filter(isTest).flatMap(({ name }) => (name === null ? [] : [name]));
    described.push({ file, number: Number(number), title, tests });
  }
  return { described, faults };
};
