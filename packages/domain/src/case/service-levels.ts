import type { Text } from '@casebook/vocabulary';
import type { Dated } from '../message';
import type { CaseTopic } from './case';

export interface ServiceLevels {
  readonly slice: null;
  readonly command: never;
  /** A source's own verdict, without the target and the due instant that it does not tell. */
  readonly event: Dated<'ServiceLevelReported', { metric: Text; outcome: 'met' | 'missed' }>;
  readonly rejection: never;
}

/** Verdicts of imported logs. Nothing is decided by them. */
export const serviceLevels: CaseTopic<ServiceLevels> = {
  initial: null,
  decide: {},
  evolve: { ServiceLevelReported: (slice) => slice },
};
