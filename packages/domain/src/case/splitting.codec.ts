import * as t from 'io-ts';
import { CaseId, Instant, nullable, personal, Text } from '@casebook/vocabulary';
import { first, type CommandCodecs, type EventSchemas } from '../schema';
import type { Splitting } from './splitting';

const split = {
  at: Instant,
  into: CaseId,
  messages: t.readonlyArray(Text, 'a list of ids of messages and notes'),
  reason: personal(nullable(Text)),
};

export const splittingSchemas: EventSchemas<Splitting['event']> = {
  CaseSplit: first(t.strict({ type: t.literal('CaseSplit'), ...split })),
};

export const splittingCommands: CommandCodecs<Splitting['command']> = {
  SplitCase: t.strict({ type: t.literal('SplitCase'), ...split }),
};
