import type { Channel, PriorityLevel } from '@casebook/domain';
import type { Actor, AgentId, CaseNumber, CustomerId, Instant, TeamId, Text } from '@casebook/vocabulary';
import type * as t from 'io-ts';
import type { Meaning } from '../mapping/mapping';

/** What one row says in our terms; null where it says nothing. */
export interface RowFacts {
  /** The first row after the header is 1. */
  readonly row: t.Int;
  readonly line: number;
  readonly case: CaseNumber;
  readonly at: Instant;
  /** What the source calls it. */
  readonly label: Text;
  readonly meaning: Meaning;
  readonly actor: Actor;
  readonly openedAt: Instant | null;
  readonly opener: Actor;
  readonly team: TeamId | null;
  readonly agent: AgentId | null;
  /** The row says that nobody has the case any more. */
  readonly released: boolean;
  readonly category: Text | null;
  readonly priority: PriorityLevel | null;
  readonly customer: CustomerId | null;
  readonly channel: Channel;
  readonly subject: Text | null;
  /** Why it was closed, if that is known by the row's time. */
  readonly code: Text | null;
  readonly verdict: { readonly metric: Text; readonly outcome: 'met' | 'missed' } | null;
  readonly fields: ReadonlyArray<readonly [field: string, value: Text]>;
}
