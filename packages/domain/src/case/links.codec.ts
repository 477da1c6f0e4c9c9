import * as t from 'io-ts';
import { CaseId, CaseNumber, Instant, IssueId, IssueTitle, nullable, personal, Text } from '@casebook/vocabulary';
import { first, type CommandCodecs, type EventSchemas } from '../schema';
import type { CaseRelation, LinkRelation, Links } from './links';
import { OtherCaseCodec } from './other-case.codec';

const relations = { parent: null, related: null, duplicate: null, causedBy: null, absorbed: null, splitFrom: null };

const CaseRelationCodec: t.Type<CaseRelation, string> = t.keyof(
  relations,
  'parent, related, duplicate, causedBy, absorbed or splitFrom',
);
const LinkRelationCodec: t.Type<LinkRelation, string> = t.keyof(
  { ...relations, majorIssue: null },
  'parent, related, duplicate, causedBy, absorbed, splitFrom or majorIssue',
);

const linked = {
  at: Instant,
  linkId: Text,
  to: t.union([CaseId, IssueId]),
  relation: LinkRelationCodec,
  number: t.union([CaseNumber, IssueTitle]),
};
const reason = personal(nullable(Text));

export const linksSchemas: EventSchemas<Links['event']> = {
  CaseLinked: first(t.strict({ type: t.literal('CaseLinked'), ...linked })),
  CaseUnlinked: first(t.strict({ type: t.literal('CaseUnlinked'), ...linked, reason })),
};

export const linksCommands: CommandCodecs<Links['command']> = {
  LinkCase: t.strict({
    type: t.literal('LinkCase'),
    at: Instant,
    linkId: Text,
    to: CaseId,
    relation: CaseRelationCodec,
    caseId: CaseId,
    other: nullable(OtherCaseCodec),
  }),
  LinkMajorIssue: t.strict({
    type: t.literal('LinkMajorIssue'),
    at: Instant,
    linkId: Text,
    issue: IssueId,
    title: IssueTitle,
  }),
  UnlinkCase: t.strict({ type: t.literal('UnlinkCase'), at: Instant, linkId: Text, reason }),
};
