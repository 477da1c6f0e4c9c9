import type { CaseEvent } from '@casebook/domain';
import { textOf } from '@casebook/vocabulary';
import type { RowFacts } from '../rows/row-facts';
import type { SoFar } from './so-far';

/** Who has the case: nobody takes it up unless the row says so. */
export const responsibility = (
  soFar: SoFar,
  { at, team, agent, released, meaning }: RowFacts,
): ReadonlyArray<CaseEvent> => {
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
      ? [
          {
            type: 'CaseAssigned',
            at,
            assignmentId,
            agent,
            team,
            method: 'unstated',
            respondsBy: null,
            ranking: [],
            decision: null,
          } as const,
        ]
      : []),
    ...(meaning.as === 'accepted' && holds !== null && !holds.accepted
      ? [{ type: 'AssignmentAccepted', at, assignmentId: holds.id, agent: holds.agent } as const]
      : []),
  ];
};
