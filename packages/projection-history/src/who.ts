import type { CaseEvent, Decision } from '@casebook/domain';
import type { Actor } from '@casebook/vocabulary';

/** The decision that a rule left in the event; null where no rule decided. */
export const decisionIn = (event: CaseEvent): Decision | null => ('decision' in event ? event.decision : null);

/** Who did it: the rule that decided, else the actor. */
export const who = ({ kind, id, onBehalfOf }: Actor, decision: Decision | null): string => {
  if (decision !== null) return `Rule '${decision.rule}' of rulebook ${decision.rulebook}`;
  return `${id} (${kind})${onBehalfOf === null ? '' : ` for ${onBehalfOf}`}`;
};
