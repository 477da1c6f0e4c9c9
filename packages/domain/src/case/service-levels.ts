import type { Text } from '@casebook/vocabulary';
import type { Dated } from '../message';

export interface ServiceLevels {
  readonly slice: null;
  readonly command: never;
  /** A source's own verdict, without the target and the due instant that it does not tell. */
  readonly event: Dated<'ServiceLevelReported', { metric: Text; outcome: 'met' | 'missed' }>;
  readonly rejection: never;
}
