import type { Text } from '@casebook/vocabulary';
import type { Dated } from '../message';
import type { CaseTopic } from './case';

export interface Activity {
  readonly slice: null;
  readonly command: never;
  readonly event: Dated<'ActivityRecorded', { label: Text; attributes: { readonly [name: string]: Text } }>;
  readonly rejection: never;
}

/** What a source recorded and our terms have no word for: kept, and nothing is decided by it. */
export const activity: CaseTopic<Activity> = {
  initial: null,
  decide: {},
  evolve: { ActivityRecorded: (slice) => slice },
};
