import type { Personal, Text } from '@casebook/vocabulary';
import type { Dated } from '../message';

export type FindingKind = 'symptom' | 'test' | 'hypothesis' | 'rootCause' | 'workaround';

export interface Work {
  readonly slice: { readonly findings: ReadonlyArray<Text> };
  readonly command: Dated<'RecordFinding', { findingId: Text; kind: FindingKind; text: Personal<Text> }>;
  readonly event: Dated<'FindingRecorded', { findingId: Text; kind: FindingKind; text: Personal<Text> }>;
  readonly rejection: never;
}
