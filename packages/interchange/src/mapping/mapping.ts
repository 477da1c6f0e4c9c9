import type { Channel, PriorityLevel, WaitOn } from '@casebook/domain';
import type { Text } from '@casebook/vocabulary';

/** What a source's activity says about a case, in our terms. */
export type Meaning =
  /** Nobody has taken it up yet. */
  | { readonly as: 'new' }
  /** It is being worked on. */
  | { readonly as: 'open' }
  /** It is being worked on, and the agent on the row has taken it up. */
  | { readonly as: 'accepted' }
  | { readonly as: 'waiting'; readonly on: WaitOn }
  | { readonly as: 'resolved' }
  | { readonly as: 'closed' }
  | { readonly as: 'cancelled' }
  /** Nothing about where the case stands: waits and solutions stay as they are. All others end them. */
  | { readonly as: 'remark' };

export interface TimeColumn {
  readonly column: string;
  /** See `timeFormat`. */
  readonly format: string;
  /** IANA zone of this column; null: that of the whole file. */
  readonly zone: string | null;
}

export interface AgentColumn {
  readonly column: string;
  /** Whether an empty cell says that nobody has the case any more, or nothing. */
  readonly whenEmpty: 'released' | 'unstated';
}

/** A column whose values have names of ours. */
export interface ValueColumn<A> {
  readonly column: string;
  readonly values: { readonly [value: string]: A };
}

export interface CodeColumn {
  readonly column: string;
  /** Where a source writes the final code on every row: the code counts from this column's time on. */
  readonly since: TimeColumn | null;
}

/** A source's own verdict on a service level. */
export interface VerdictColumn {
  readonly column: string;
  readonly metric: Text;
  readonly met: ReadonlyArray<string>;
  readonly missed: ReadonlyArray<string>;
}

export interface Columns {
  readonly case: string;
  readonly time: TimeColumn;
  readonly activity: string;
  /** When the case was opened, where that is not the time of its first row. */
  readonly opened: TimeColumn | null;
  readonly openedBy: string | null;
  /** Who did what the row tells. */
  readonly by: string | null;
  readonly team: string | null;
  readonly agent: AgentColumn | null;
  /** From the general to the particular. */
  readonly category: ReadonlyArray<string>;
  /** `values` empty: the value begins with the level, 1 to 4. */
  readonly priority: ValueColumn<PriorityLevel> | null;
  readonly customer: string | null;
  readonly channel: ValueColumn<Channel> | null;
  readonly subject: string | null;
  readonly code: CodeColumn | null;
  readonly verdict: VerdictColumn | null;
  /** Custom fields and the columns they are in. */
  readonly fields: { readonly [field: string]: string };
}

/** How the rows of a log are to be understood. */
export interface Mapping {
  /** Names the source in every event. */
  readonly system: Text;
  readonly delimiter: string;
  readonly encoding: string;
  /** IANA zone of times that do not say theirs. */
  readonly zone: string;
  /** Values that mean that there is none; the empty text always does. */
  readonly empty: ReadonlyArray<string>;
  readonly columns: Columns;
  /** By the label of the activity; `Awaiting *` means every label with that beginning. */
  readonly activities: { readonly [label: string]: Meaning };
  /** What labels mean that `activities` does not name. */
  readonly otherwise: Meaning;
}
