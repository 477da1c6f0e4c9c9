import { caseDecider, statusOf, type CaseEvent, type CaseState, type Decision } from '@casebook/domain';
import type { Recorded } from '@casebook/event-store';
import type { Json } from '@casebook/vocabulary';
import { changes } from './changes';
import type { ReplayedEvent } from './replay-page';

type Fields = { readonly [field: string]: Json };

// States and events hold nothing but what JSON can say.
const plainly = (value: CaseState | CaseEvent): Fields => JSON.parse(JSON.stringify(value)) as Fields;

const decisionIn = (event: CaseEvent): Decision | null => ('decision' in event ? event.decision : null);

const replayedEvent = (before: CaseState, after: CaseState, recorded: Recorded<CaseEvent>): ReplayedEvent => {
  const { revision, position, id, type, occurredAt, recordedAt, late, actor, source, event } = recorded;
  const { type: _type, at: _at, decision: _decision, ...said } = plainly(event);
  return {
    revision,
    position,
    id,
    type,
    occurredAt,
    recordedAt,
    late,
    actor,
    source: source === null ? null : { system: source.system, file: source.file, row: source.row },
    said,
    decision: decisionIn(event),
    changed: changes(plainly(before), plainly(after)),
    status: statusOf(after.standing),
  };
};

export interface Replayed {
  readonly events: ReadonlyArray<ReplayedEvent>;
  /** The state that they have led to. */
  readonly state: Fields;
}

/** What each event said and what it made of the state, folded in the order given. */
export const replayed = (recorded: ReadonlyArray<Recorded<CaseEvent>>): Replayed => {
  let state = caseDecider.initial;
  const events = recorded.map((one) => {
    const before = state;
    state = caseDecider.evolve(state, one.event);
    return replayedEvent(before, state, one);
  });
  return { events, state: plainly(state) };
};
