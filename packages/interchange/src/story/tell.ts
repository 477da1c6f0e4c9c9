import type { CaseEvent } from '@casebook/domain';
import { textOf, type Actor, type Text } from '@casebook/vocabulary';
import type { RowFacts } from '../rows/row-facts';
import type { SoFar } from './so-far';

/** One fact that a row tells, and who did it. */
export interface Fact {
  readonly event: CaseEvent;
  readonly actor: Actor;
}

const isOver = ({ standing: { phase } }: SoFar): boolean => phase !== 'open';

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
        channel,
        origin: 'import',
        customer,
        product: null,
        fields: Object.fromEntries(fields),
        subject,
        description: null,
        follows: null,
      },
    },
  ];
};

/** What ends because the row shows the case elsewhere: a wait, or a solution that did not hold. */
const endings = (soFar: SoFar, { at, label, meaning }: RowFacts): ReadonlyArray<CaseEvent> => {
  if (meaning.as === 'remark') return [];
  const { wait, cycle, standing } = soFar;
  const again = meaning.as === 'new' || meaning.as === 'open' || meaning.as === 'accepted' || meaning.as === 'waiting';
  const revived = standing.phase === 'cancelled' && (meaning.as === 'resolved' || meaning.as === 'closed');
  if (isOver(soFar))
    return again || revived ? [{ type: 'CaseReopened', at, cycle: cycle + 1, cause: 'unstated', reason: null }] : [];
  return wait === null || (meaning.as === 'waiting' && wait.label === label)
    ? []
    : [{ type: 'WaitEnded', at, waitId: wait.id, cause: 'unstated' }];
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

/** Who has the case: nobody takes it up unless the row says so. */
const responsibility = (soFar: SoFar, { at, team, agent, released, meaning }: RowFacts): ReadonlyArray<CaseEvent> => {
  const { holding } = soFar;
  const assigned = agent !== null && agent !== holding?.agent;
  const assignmentId = textOf(`assignment-${soFar.assignments + 1}`);
  const holds = assigned ? { id: assignmentId, agent, accepted: false } : holding;
  return [
    ...(team === null || team === soFar.team
      ? []
      : [
          {
            type: 'CaseRouted',
            at,
            routingId: textOf(`routing-${soFar.routings + 1}`),
            team,
            previous: soFar.team,
            reason: 'unstated',
            decision: null,
          } as const,
        ]),
    ...(released && holding !== null
      ? [{ type: 'AssignmentEnded', at, assignmentId: holding.id, agent: holding.agent, reason: 'unstated' } as const]
      : []),
    ...(assigned
      ? [{ type: 'CaseAssigned', at, assignmentId, agent, team, method: 'unstated', decision: null } as const]
      : []),
    ...(meaning.as === 'accepted' && holds !== null && !holds.accepted
      ? [{ type: 'AssignmentAccepted', at, assignmentId: holds.id, agent: holds.agent } as const]
      : []),
  ];
};

/** What begins because the row shows the case there. */
const beginnings = (soFar: SoFar, { at, row, label, meaning, code }: RowFacts): ReadonlyArray<CaseEvent> => {
  const { phase } = soFar.standing;
  const cycle = phase === 'cancelled' ? soFar.cycle + 1 : soFar.cycle;
  switch (meaning.as) {
    case 'waiting':
      return soFar.wait?.label === label
        ? []
        : [{ type: 'WaitStarted', at, waitId: textOf(`row-${row}`), on: meaning.on, subject: label, until: null }];
    case 'resolved':
      if (phase === 'resolved' || phase === 'closed') return [];
      return [
        {
          type: 'CaseResolved',
          at,
          resolutionId: textOf(`resolution-${cycle}`),
          cycle,
          code: null,
          notes: null,
          closesAt: null,
          reopenableUntil: null,
          rulebook: null,
        },
      ];
    case 'closed':
      return phase === 'closed'
        ? []
        : [{ type: 'CaseClosed', at, by: 'unstated', code, notes: null, reopenableUntil: null, rulebook: null }];
    case 'cancelled':
      return phase === 'cancelled' ? [] : [{ type: 'CaseCancelled', at, reason: 'unstated' }];
    case 'new':
    case 'open':
    case 'accepted':
    case 'remark':
      return [];
  }
};

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
