import * as E from 'fp-ts/Either';
import { pipe } from 'fp-ts/function';
import type { Personal, Text } from '@casebook/vocabulary';
import type { Dated } from '../message';
import type { CaseTopic } from './case';
import { ofOpenCase, type CaseNotOpen, type CaseUnknown } from './gate';

/** What a finding says about the fault. */
export type FindingKind = 'symptom' | 'test' | 'hypothesis' | 'rootCause' | 'workaround';

export interface Work {
  /** Ids of findings already recorded. */
  readonly slice: { readonly findings: ReadonlyArray<Text> };
  readonly command: Dated<'RecordFinding', { findingId: Text; kind: FindingKind; text: Personal<Text> }>;
  readonly event: Dated<'FindingRecorded', { findingId: Text; kind: FindingKind; text: Personal<Text> }>;
  readonly rejection: CaseUnknown | CaseNotOpen;
}

/** What was found out while working on a case. */
export const work: CaseTopic<Work> = {
  initial: { findings: [] },
  decide: {
    RecordFinding: (command, state) =>
      state.work.findings.includes(command.findingId)
        ? E.right([])
        : pipe(
            ofOpenCase(state),
            E.map(() => [{ ...command, type: 'FindingRecorded' }]),
          ),
  },
  evolve: { FindingRecorded: ({ findings }, { findingId }) => ({ findings: [...findings, findingId] }) },
};
