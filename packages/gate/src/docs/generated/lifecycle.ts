import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { table } from './program';

const file = 'packages/domain/src/case/lifecycle.test.ts';

/** The table that the lifecycle of a case is tested by. */
export const lifecycle = (root: string): string => {
  const [, rows] = /^const table = `\n([\s\S]*?)^`;$/m.exec(readFileSync(join(root, file), 'utf8')) ?? [];
  if (rows === undefined) throw new Error(`${file} has no \`const table\` any more`);
  const [header = [], ...lines] = rows
    .trimEnd()
    .split('\n')
    .map((row) => row.split('|').map((cell) => cell.trim()));
  return table(header, lines);
};
