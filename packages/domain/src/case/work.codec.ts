import * as t from 'io-ts';
import { Instant, personal, Text } from '@casebook/vocabulary';
import { first, type EventSchemas } from '../schema';
import type { FindingKind, Work } from './work';

const KindCodec: t.Type<FindingKind, string> = t.keyof(
  { symptom: null, test: null, hypothesis: null, rootCause: null, workaround: null },
  'FindingKind',
);

const FindingRecorded = t.strict({
  type: t.literal('FindingRecorded'),
  at: Instant,
  findingId: Text,
  kind: KindCodec,
  text: personal(Text),
});

export const workSchemas: EventSchemas<Work['event']> = { FindingRecorded: first(FindingRecorded) };
