import type { CaseEvent } from '@casebook/domain';
import { textOf, type Actor, type Text } from '@casebook/vocabulary';
import type { RowFacts } from '../rows/row-facts';
import { responsibility } from './responsibility';
import type { SoFar } from './so-far';
import { beginnings, endings } from './standing';

/** One fact that a row tells, and who did it. */
export interface Fact {
  readonly event: CaseEvent;
  readonly actor: Actor;
}

const creation = (soFar: SoFar, row: RowFacts): ReadonlyArray<Fact> => {
  if (soFar.created) return [];
  const { openedAt, at, opener, actor, channel, customer, subject, fields } = row;
  const opened = openedAt !== null && openedAt < at;
  return [
    {
      actor: openedAt === null ? actor : opener,
      event: {
        type: 'CaseCreated',
        at: opened ? openedAt : at,
        number: row.case,
        caseType: null,
        service: null,
        channel,
        origin: 'import',
        customer,
        product: null,
        fields: Object.fromEntries(fields),
        subject,
        description: null,
        follows: null,
        personalFields: null,
        personalFilled: [],
      },
    },
  ];
};

const classification = (soFar: SoFar, { at, category, priority }: RowFacts): ReadonlyArray<CaseEvent> => [
  ...(category === null || category === soFar.category
    ? []
    : [
        {
          type: 'CaseCategorized',
          at,
          category,
          previous: soFar.category,
          complexity: null,
          by: null,
          reason: 'unstated',
          decision: null,
        } as const,
      ]),
  ...(priority === null || priority === soFar.priority
    ? []
    : [
        {
          type: 'CasePrioritized',
          at,
          priority,
          previous: soFar.priority,
          score: null,
          factors: [],
          reason: null,
          decision: null,
        } as const,
      ]),
];

/** The source's verdict: missed once a row says so, met once it is closed and none has. */
const verdicts = (soFar: SoFar, { at, verdict, meaning }: RowFacts): ReadonlyArray<CaseEvent> => {
  if (verdict === null || soFar.verdict === 'missed') return [];
  const { metric, outcome } = verdict;
  const due = outcome === 'missed' || (soFar.verdict === null && meaning.as === 'closed');
  return due ? [{ type: 'ServiceLevelReported', at, metric, outcome }] : [];
};

/** Custom fields that the row shows otherwise than any row before it. */
const newFields = (
  soFar: SoFar,
  { fields, customer, meaning, code }: RowFacts,
): ReadonlyArray<readonly [string, Text]> => {
  if (!soFar.created) return [];
  const later =
    meaning.as === 'closed' && soFar.standing.phase === 'closed' && code !== null ? [['code', code] as const] : [];
  const shown = customer === null ? fields : [...fields, ['customer', textOf(customer)] as const];
  return [...shown, ...later].filter(([field, value]) => soFar.fields[field] !== value);
};

/** What a row tells about a case: only what the row itself shows, in an order in which it could have happened. */
export const tell = (soFar: SoFar, row: RowFacts): ReadonlyArray<Fact> => {
  const { at, label, actor } = row;
  const created = creation(soFar, row);
  const facts = [
    ...endings(soFar, row),
    ...classification(soFar, row),
    ...responsibility(soFar, row),
    ...beginnings(soFar, row),
    ...verdicts(soFar, row),
  ].map((event): Fact => ({ event, actor }));
  const attributes = newFields(soFar, row);
  const silent = facts.length === 0 && created.every(({ event }) => event.at !== at);
  return silent || attributes.length > 0
    ? [
        ...created,
        ...facts,
        { actor, event: { type: 'ActivityRecorded', at, label, attributes: Object.fromEntries(attributes) } },
      ]
    : [...created, ...facts];
};
