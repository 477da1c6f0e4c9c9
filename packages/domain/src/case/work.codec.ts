import * as t from 'io-ts';
import { Instant, nullable, personal, Text } from '@casebook/vocabulary';
import { WrittenFromCodec } from '../rulebook/templates.codec';
import { first, type CommandCodecs, type EventSchemas } from '../schema';
import type { FindingKind, Work } from './work';

const FindingKindCodec: t.Type<FindingKind, string> = t.keyof(
  { symptom: null, test: null, hypothesis: null, rootCause: null, workaround: null },
  'FindingKind',
);

const finding = { at: Instant, findingId: Text, kind: FindingKindCodec, text: personal(Text) };

const FindingRecorded = t.strict({ type: t.literal('FindingRecorded'), ...finding, template: WrittenFromCodec });

export const workSchemas: EventSchemas<Work['event']> = { FindingRecorded: first(FindingRecorded) };

export const workCommands: CommandCodecs<Work['command']> = {
  RecordFinding: t.strict({ type: t.literal('RecordFinding'), ...finding, template: nullable(Text) }),
};
