import type { CaseEvent } from './case';
import { folded } from './fold';
import { lifecycle } from './lifecycle';
import { standing, statuses, statusOf, type Standing, type Status } from './status';

/** The row of a source that told an event. */
export interface Told {
  /** The same for all events of one row, other for those of another. */
  readonly row: string;
  /** Where the row shows the case; null where it does not say. */
  readonly shows: Status | null;
}

/** What a case's next event is held against. */
export interface Lifeline {
  readonly standing: Standing;
  /** Where the case was shown to be; null while nothing has told of it but its first row. */
  readonly shown: Status | null;
  /** The row that told the latest event; null where it is our own. */
  readonly told: Told | null;
}

/** What the lifecycle would have refused: an event of this type of a case in this status, or (null) of one that begins like that. */
export interface Refused {
  readonly from: Status | null;
  readonly type: CaseEvent['type'];
}

/** Where the case is before an event. What a row shows counts once its events have been told, when the next one begins. */
const before = (line: Lifeline, told: Told | null): Status | null => {
  if (line.told === null || line.told.row === told?.row) return line.shown;
  return line.told.shows ?? line.shown ?? statusOf(line.standing);
};

/** A case begins new: what its first row makes of it is held against that. */
const isRefused = ({ from, type }: Refused): boolean => lifecycle[type]?.includes(from ?? 'New') === false;

/** One more event; `told` is null for one of our own, which commands decided: it is never refused here. */
const next = (
  line: Lifeline,
  event: CaseEvent,
  told: Told | null,
): { readonly line: Lifeline; readonly refused: Refused | null } => {
  const from = before(line, told);
  const stands = folded(standing, line.standing, event);
  const moved = stands !== line.standing;
  const step = { from, type: event.type };
  const shown = moved || (told === null && from === null) ? statusOf(stands) : from;
  return { line: { standing: stands, shown, told }, refused: moved && told !== null && isRefused(step) ? step : null };
};

/**
 * The one definition of what the lifecycle would have refused of what a source tells, whose rules were others: the events
 * of a case in the order in which its stream has them, each held against the status in which the source showed the case
 * before. A case that the source showed as being worked on was not new, although no row tells who took it up.
 */
export const lifeline: { readonly initial: Lifeline; readonly next: typeof next } = {
  initial: { standing: standing.initial, shown: null, told: null },
  next,
};

/** The row that an event comes from, as an event's envelope names it; null for an event of our own. */
export const toldBy = (
  source: {
    readonly system: string;
    readonly file: string;
    readonly row: number;
    readonly shows: string | null;
  } | null,
): Told | null =>
  source === null
    ? null
    : {
        row: `${source.system} ${source.file} ${source.row}`,
        shows: statuses.find((status) => status === source.shows) ?? null,
      };
