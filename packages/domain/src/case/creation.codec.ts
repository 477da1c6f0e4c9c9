import * as t from 'io-ts';
import { CaseId, CaseNumber, CustomerId, Instant, nullable, personal, Text } from '@casebook/vocabulary';
import { first, type CommandCodecs, type EventSchemas } from '../schema';
import type { Channel, Creation, Origin } from './creation';

export const ChannelCodec: t.Type<Channel, string> = t.keyof(
  { email: null, phone: null, chat: null, portal: null, social: null, inPerson: null, machine: null, unknown: null },
  'Channel',
);

const OriginCodec: t.Type<Origin, string> = t.keyof(
  { customer: null, agent: null, proactive: null, followUp: null, split: null, import: null },
  'Origin',
);

const fields = t.record(t.string, Text);

const opening = {
  at: Instant,
  number: CaseNumber,
  caseType: nullable(Text),
  service: nullable(Text),
  channel: ChannelCodec,
  origin: OriginCodec,
  customer: nullable(CustomerId),
  product: nullable(Text),
  fields,
  subject: personal(nullable(Text)),
  description: personal(nullable(Text)),
  follows: nullable(CaseId),
};

const sorted = { personalFields: personal(nullable(fields)), personalFilled: t.readonlyArray(Text) };

const revision = { at: Instant, fields, product: nullable(Text), reason: nullable(Text) };

const CaseCreated = t.strict({ type: t.literal('CaseCreated'), ...opening, ...sorted });
const CaseDetailsRevised = t.strict({ type: t.literal('CaseDetailsRevised'), ...revision, ...sorted });

export const creationSchemas: EventSchemas<Creation['event']> = {
  CaseCreated: first(CaseCreated),
  CaseDetailsRevised: first(CaseDetailsRevised),
};

export const creationCommands: CommandCodecs<Creation['command']> = {
  CreateCase: t.strict({ type: t.literal('CreateCase'), ...opening }),
  ReviseDetails: t.strict({ type: t.literal('ReviseDetails'), ...revision }),
};
