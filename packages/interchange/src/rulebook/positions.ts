import { isMap, isScalar, type Document, type LineCounter, type Node } from 'yaml';

/** In a text, both from 1. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && 'range' in value && Array.isArray(value.range);

/** Where the parts of a YAML document stand. */
export const positionsIn = (document: Document.Parsed, lines: LineCounter) => {
  const at = (node: Node): Position => {
    const { line, col } = lines.linePos(node.range?.[0] ?? 0);
    return { line, column: col };
  };
  /** Of the innermost part on a path that is there. */
  const of = (path: ReadonlyArray<string>): Position => {
    const found: unknown = document.getIn(path, true);
    if (isNode(found)) return at(found);
    return path.length === 0 ? { line: 1, column: 1 } : of(path.slice(0, -1));
  };
  /** Of the name of a member rather than its value. */
  const ofName = (path: ReadonlyArray<string>): Position => {
    const parent: unknown = document.getIn(path.slice(0, -1), true);
    const names = isMap(parent) ? parent.items.map(({ key }) => key).filter(isScalar) : [];
    const name = names.find(({ value }) => String(value) === path[path.length - 1]);
    return name === undefined ? of(path) : at(name);
  };
  return { of, ofName };
};
