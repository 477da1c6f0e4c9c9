import * as t from 'io-ts';
import { CaseId, CaseNumber, Instant, nullable, personal, Text } from '@casebook/vocabulary';
import { first, type CommandCodecs, type EventSchemas } from '../schema';
import type { Merging } from './merging';
import { OtherCaseCodec } from './other-case.codec';

const reason = personal(nullable(Text));
const survivor = { at: Instant, into: CaseId, number: CaseNumber };

export const mergingSchemas: EventSchemas<Merging['event']> = {
  CaseMerged: first(t.strict({ type: t.literal('CaseMerged'), ...survivor, reason, acrossCustomers: t.boolean })),
  CaseUnmerged: first(t.strict({ type: t.literal('CaseUnmerged'), ...survivor, reason })),
};

export const mergingCommands: CommandCodecs<Merging['command']> = {
  MergeCase: t.strict({
    type: t.literal('MergeCase'),
    at: Instant,
    into: CaseId,
    reason,
    acrossCustomers: t.boolean,
    caseId: CaseId,
    other: nullable(OtherCaseCodec),
  }),
  UnmergeCase: t.strict({ type: t.literal('UnmergeCase'), at: Instant, reason }),
};
