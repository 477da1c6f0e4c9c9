import type { Text } from '@casebook/vocabulary';
import type { Dated } from '../message';

/** What a source recorded and our terms have no word for. */
export interface Activity {
  readonly slice: null;
  readonly command: never;
  readonly event: Dated<'ActivityRecorded', { label: Text; attributes: { readonly [name: string]: Text } }>;
  readonly rejection: never;
}
