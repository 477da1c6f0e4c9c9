import * as E from 'fp-ts/Either';
import type { Personal, Text } from '@casebook/vocabulary';
import type { Dated } from '../message';
import type { CaseTopic } from './case';
import { ofOpenCase, type CaseNotOpen, type CaseUnknown } from './gate';
import { fieldLacking, type FieldMissing } from './required-fields';

/** What a finding says about the fault. */
export type FindingKind = 'symptom' | 'test' | 'hypothesis' | 'rootCause' | 'workaround';

export interface Work {
  /** Ids of findings already recorded. */
  readonly slice: { readonly findings: ReadonlyArray<Text> };
  readonly command: Dated<'RecordFinding', { findingId: Text; kind: FindingKind; text: Personal<Text> }>;
  readonly event: Dated<'FindingRecorded', { findingId: Text; kind: FindingKind; text: Personal<Text> }>;
  readonly rejection: CaseUnknown | CaseNotOpen | FieldMissing;
}

/** What was found out while working on a case. */
export const work: CaseTopic<Work> = {
  initial: { findings: [] },
  decide: {
    RecordFinding: (command, state, rules) => {
      if (state.work.findings.includes(command.findingId)) return E.right([]);
      const status = ofOpenCase(state);
      if (E.isLeft(status)) return status;
      const missing = fieldLacking(state, rules.at(command.at), 'investigation');
      return missing === null ? E.right([{ ...command, type: 'FindingRecorded' }]) : E.left(missing);
    },
  },
  evolve: { FindingRecorded: ({ findings }, { findingId }) => ({ findings: [...findings, findingId] }) },
};
