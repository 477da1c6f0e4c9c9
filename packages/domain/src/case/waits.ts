import type { Instant, Text } from '@casebook/vocabulary';
import type { Dated, Variant } from '../message';

export type WaitOn = 'customer' | 'thirdParty' | 'task' | 'approval' | 'majorIssue' | 'date';
export type WaitEnd = 'answered' | 'done' | 'elapsed' | 'withdrawn' | 'superseded' | 'unstated';

export interface Wait {
  readonly waitId: Text;
  readonly on: WaitOn;
  /** What exactly is waited for. */
  readonly subject: Text | null;
  /** When it ends by itself. */
  readonly until: Instant | null;
}

export interface Waits {
  readonly slice: { readonly open: ReadonlyArray<Wait> };
  readonly command: Dated<'StartWait', Wait> | Dated<'EndWait', { waitId: Text }>;
  readonly event: Dated<'WaitStarted', Wait> | Dated<'WaitEnded', { waitId: Text; cause: WaitEnd }>;
  readonly rejection: Variant<'WaitUnknown', { waitId: Text }> | Variant<'WaitAlreadyOver', { until: Instant }>;
}
