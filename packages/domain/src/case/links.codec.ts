import * as t from 'io-ts';
import { CaseId, CaseNumber, Instant, nullable, personal, Text } from '@casebook/vocabulary';
import { first, type CommandCodecs, type EventSchemas } from '../schema';
import type { LinkRelation, Links } from './links';
import { OtherCaseCodec } from './other-case.codec';

const RelationCodec: t.Type<LinkRelation, string> = t.keyof(
  { parent: null, related: null, duplicate: null, causedBy: null, absorbed: null, splitFrom: null },
  'parent, related, duplicate, causedBy, absorbed or splitFrom',
);

const link = { at: Instant, linkId: Text, to: CaseId, relation: RelationCodec };
const linked = { ...link, number: CaseNumber };
const reason = personal(nullable(Text));

export const linksSchemas: EventSchemas<Links['event']> = {
  CaseLinked: first(t.strict({ type: t.literal('CaseLinked'), ...linked })),
  CaseUnlinked: first(t.strict({ type: t.literal('CaseUnlinked'), ...linked, reason })),
};

export const linksCommands: CommandCodecs<Links['command']> = {
  LinkCase: t.strict({ type: t.literal('LinkCase'), ...link, caseId: CaseId, other: nullable(OtherCaseCodec) }),
  UnlinkCase: t.strict({ type: t.literal('UnlinkCase'), at: Instant, linkId: Text, reason }),
};
