import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { apart, profileTo } from './apart';

interface ProfileNode {
  readonly id: number;
  readonly callFrame: { readonly functionName: string; readonly url: string; readonly lineNumber: number };
  readonly children?: ReadonlyArray<number>;
}

/** What the profiler tells. */
interface CpuProfile {
  readonly nodes: ReadonlyArray<ProfileNode>;
  readonly samples: ReadonlyArray<number>;
  /** Microseconds before each sample. */
  readonly timeDeltas: ReadonlyArray<number>;
}

/** A part of the work, and a share of the time from its begin to its end. */
export interface Share {
  readonly part: string;
  readonly seconds: number;
}

// The nearest caller that is one of these says what a sample was for.
const rules: ReadonlyArray<readonly [pattern: RegExp, part: string]> = [
  [/\/event-store\/src\/codec/, 'decoding'],
  [/\/projection\/src\/(encoded|column|sql\/quoted|sql\/copy|write)/, 'encoding rows'],
  [/\/projection-[a-z]+\/src\/([a-z-]+)/, 'folding $1'],
  [/\/projection\/src\//, 'the kernel around them'],
  [/\/privacy\/src\//, 'opening what is sealed'],
  [/\/event-store-postgres\/src\//, 'reading'],
  [/\/node_modules\/.*\/pg-protocol\/(?:dist|src)\/parser|\/pg\/lib\/(result|type-overrides)|pg-types/, 'reading'],
  [/\/pg(-[a-z]+)?\/|kysely/, 'the driver'],
  [/\/bench\/projections\//, 'the bench'],
];

const partOf = ({ functionName, url }: ProfileNode['callFrame']): string | undefined => {
  if (functionName === '(idle)') return 'waiting for the database';
  if (functionName === '(garbage collector)') return 'collecting garbage';
  for (const [pattern, part] of rules) {
    const found = pattern.exec(url);
    if (found !== null) return part.replace('$1', found[1] ?? '');
  }
  return undefined;
};

/** The functions that took most by themselves. */
const functionsIn = ({ nodes, samples, timeDeltas }: CpuProfile): ReadonlyArray<Share> => {
  const names = new Map(
    nodes.map(({ id, callFrame: { functionName, url, lineNumber } }) => [
      id,
      `${functionName || '(nameless)'} ${url.split('/').slice(-2).join('/')}:${lineNumber + 1}`,
    ]),
  );
  return summed(samples.map((id, index) => [names.get(id) ?? 'other', timeDeltas[index] ?? 0]));
};

const summed = (times: ReadonlyArray<readonly [part: string, micros: number]>): ReadonlyArray<Share> => {
  const sums = new Map<string, number>();
  for (const [part, micros] of times) sums.set(part, (sums.get(part) ?? 0) + micros / 1e6);
  return [...sums].map(([part, seconds]) => ({ part, seconds })).sort((a, b) => b.seconds - a.seconds);
};

const sharesIn = ({ nodes, samples, timeDeltas }: CpuProfile): ReadonlyArray<Share> => {
  const parents = new Map<number, number>();
  for (const { id, children = [] } of nodes) for (const child of children) parents.set(child, id);
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const parts = new Map<number, string>();
  const partAt = (id: number): string => {
    const known = parts.get(id);
    if (known !== undefined) return known;
    const node = byId.get(id);
    const parent = parents.get(id);
    const part =
      (node === undefined ? undefined : partOf(node.callFrame)) ?? (parent === undefined ? 'other' : partAt(parent));
    parts.set(id, part);
    return part;
  };
  return summed(samples.map((id, index) => [partAt(id), timeDeltas[index] ?? 0]));
};

const mostFunctions = 25;

/** Runs a task once more under the profiler of Node, and says what the time of its JavaScript was spent on. */
export const profiled = async (
  task: string,
  given: unknown,
): Promise<{ readonly parts: ReadonlyArray<Share>; readonly functions: ReadonlyArray<Share> }> => {
  const folder = mkdtempSync(join(tmpdir(), 'casebook-bench-'));
  try {
    const file = join(folder, 'profile.json');
    await apart(task, given, { [profileTo]: file });
    const profile = JSON.parse(readFileSync(file, 'utf8')) as CpuProfile; // written by `timed`
    return { parts: sharesIn(profile), functions: functionsIn(profile).slice(0, mostFunctions) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};
