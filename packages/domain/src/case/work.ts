import * as E from 'fp-ts/Either';
import { pipe } from 'fp-ts/function';
import type { Personal, Text } from '@casebook/vocabulary';
import type { Dated } from '../message';
import { writtenFrom, type TemplateUnknown, type WrittenFrom } from '../rulebook/written-from';
import type { CaseTopic } from './case';
import { ofOpenCase, type CaseNotOpen, type CaseUnknown } from './gate';
import { fieldLacking, type FieldMissing } from './required-fields';

/** What a finding says about the fault. */
export type FindingKind = 'symptom' | 'test' | 'hypothesis' | 'rootCause' | 'workaround';

/** Something that was found out. */
export interface Finding {
  readonly findingId: Text;
  readonly kind: FindingKind;
  readonly text: Personal<Text>;
}

export interface Work {
  /** Ids of findings already recorded. */
  readonly slice: { readonly findings: ReadonlyArray<Text> };
  /** `template` names the one that it was written from; null where it was written without one. */
  readonly command: Dated<'RecordFinding', Finding & { template: Text | null }>;
  readonly event: Dated<'FindingRecorded', Finding & { template: WrittenFrom | null }>;
  readonly rejection: CaseUnknown | CaseNotOpen | FieldMissing | TemplateUnknown;
}

/** What was found out while working on a case. */
export const work: CaseTopic<Work> = {
  initial: { findings: [] },
  decide: {
    RecordFinding: (command, state, rules) => {
      if (state.work.findings.includes(command.findingId)) return E.right([]);
      const status = ofOpenCase(state);
      if (E.isLeft(status)) return status;
      const rulebook = rules.at(command.at);
      const missing = fieldLacking(state, rulebook, 'investigation');
      return missing === null
        ? pipe(
            writtenFrom(rulebook, command.template, 'finding'),
            E.map((template) => [{ ...command, type: 'FindingRecorded', template }]),
          )
        : E.left(missing);
    },
  },
  evolve: { FindingRecorded: ({ findings }, { findingId }) => ({ findings: [...findings, findingId] }) },
};
