import type { CaseEvent, Decision } from '@casebook/domain';
import { inTime, type Recorded } from '@casebook/projection';
import type { Instant } from '@casebook/vocabulary';
import { findingsIn } from './finding';
import { after, beginning, type Situation } from './situation';
import { decisionIn, who } from './who';
import { saying } from './words/words';

/** One event of a case, in words. */
export interface TimelineEntry {
  readonly revision: number;
  readonly type: CaseEvent['type'];
  /** When it happened. */
  readonly occurredAt: Instant;
  /** When the log learned it. */
  readonly recordedAt: Instant;
  /** It happened before something that had already been recorded. */
  readonly late: boolean;
  /** The rule that decided, or the actor. */
  readonly who: string;
  /** The rest of the sentence. */
  readonly what: string;
  /** A rule's reason, or the one that somebody gave; null where none is known. */
  readonly why: string | null;
  /** What somebody wrote; `(erased)` once it has been erased. */
  readonly text: string | null;
  /** Where it did what the lifecycle would have refused. */
  readonly finding: string | null;
  /** All that a rule considered. */
  readonly decision: Decision | null;
  /** Where an imported event comes from. */
  readonly source: Recorded<CaseEvent>['source'];
}

const entry = (recorded: Recorded<CaseEvent>, before: Situation, finding: string | null): TimelineEntry => {
  const { revision, occurredAt, recordedAt, late, actor, source, event } = recorded;
  const decision = decisionIn(event);
  const { what, why, text } = saying(recorded, before);
  return {
    revision,
    type: event.type,
    occurredAt,
    recordedAt,
    late,
    who: who(actor, decision),
    what,
    why: decision?.because ?? why,
    text,
    finding,
    decision,
    source,
  };
};

/** The timeline of one case from the events of its stream: what happened, in the order in which it happened. */
export const timelineOf = (events: ReadonlyArray<Recorded<CaseEvent>>): ReadonlyArray<TimelineEntry> => {
  const findings = findingsIn(events);
  let situation = beginning;
  return [...events].sort(inTime).map((recorded) => {
    const told = entry(recorded, situation, findings.get(recorded.revision) ?? null);
    situation = after(situation, recorded);
    return told;
  });
};

/** An entry as one sentence: who did what, because of what. */
export const sentence = ({ who, what, why }: Pick<TimelineEntry, 'who' | 'what' | 'why'>): string =>
  `${who} ${what}${why === null ? '' : ` because ${why}`}`;
