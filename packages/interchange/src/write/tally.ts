import type { ImportReport } from '../report';
import type { RowFacts } from '../rows/row-facts';
import type { Outcome } from './append-case';

/** Counts what an import does; it grows with the kinds of things, not with the file. */
export interface Tally {
  readonly row: (row: RowFacts) => void;
  readonly outcome: (outcome: Outcome) => void;
  readonly events: () => number;
  readonly report: () => Pick<
    ImportReport,
    'cases' | 'events' | 'byType' | 'findings' | 'findingCases' | 'firstAt' | 'lastAt'
  >;
}

const counter = () => {
  const counts = new Map<string, number>();
  return {
    one: (name: string) => void counts.set(name, (counts.get(name) ?? 0) + 1),
    byName: () => Object.fromEntries([...counts].sort(([a], [b]) => (a < b ? -1 : 1))),
    of: (name: string) => counts.get(name) ?? 0,
  };
};

export const tally = (): Tally => {
  const [types, findings] = [counter(), counter()];
  let [all, added, findingCases] = [0, 0, 0];
  let firstAt: RowFacts['at'] | null = null;
  let lastAt: RowFacts['at'] | null = null;
  return {
    row: ({ at }) => {
      if (firstAt === null || at < firstAt) firstAt = at;
      if (lastAt === null || at > lastAt) lastAt = at;
    },
    outcome: ({ story, added: now, findings: kinds, foundBefore }) => {
      for (const { event } of story.told) types.one(event.type);
      for (const kind of kinds) findings.one(kind);
      all += story.told.length;
      added += now;
      if (kinds.length > 0 && !foundBefore) findingCases += 1;
    },
    events: () => all,
    report: () => ({
      cases: types.of('CaseCreated'),
      events: { all, added, repeated: all - added },
      byType: types.byName(),
      findings: findings.byName(),
      findingCases,
      firstAt,
      lastAt,
    }),
  };
};
