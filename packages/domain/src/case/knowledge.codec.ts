import * as t from 'io-ts';
import { AgentId, Instant, nullable, personal, Text, type Json } from '@casebook/vocabulary';
import { CountCodec } from '../rulebook/numbers.codec';
import { first, type CommandCodecs, type EventSchemas } from '../schema';
import type { ArticleVersion, Knowledge, KnowledgeUse } from './knowledge';

const UseCodec: t.Type<KnowledgeUse, string> = t.keyof(
  { consulted: null, sent: null, solved: null, outdated: null },
  'consulted, sent, solved or outdated',
);

const article = { article: Text, version: CountCodec };
const ArticleVersionCodec: t.Type<ArticleVersion, Json> = t.strict(article, 'an article with its version');
const used = { useId: Text, ...article, use: UseCodec, by: nullable(AgentId) };
const gap = { gapId: Text, topic: personal(Text), query: personal(nullable(Text)), by: nullable(AgentId) };

export const knowledgeSchemas: EventSchemas<Knowledge['event']> = {
  KnowledgeUsed: first(t.strict({ type: t.literal('KnowledgeUsed'), at: Instant, ...used, cycle: t.number })),
  KnowledgeGapReported: first(t.strict({ type: t.literal('KnowledgeGapReported'), at: Instant, ...gap })),
  KnowledgeGapClosed: first(
    t.strict({
      type: t.literal('KnowledgeGapClosed'),
      at: Instant,
      gapId: Text,
      article: nullable(ArticleVersionCodec),
      reason: personal(nullable(Text)),
    }),
  ),
};

export const knowledgeCommands: CommandCodecs<Knowledge['command']> = {
  UseKnowledge: t.strict({ type: t.literal('UseKnowledge'), at: Instant, ...used }),
  ReportKnowledgeGap: t.strict({ type: t.literal('ReportKnowledgeGap'), at: Instant, ...gap }),
  FillKnowledgeGap: t.strict({ type: t.literal('FillKnowledgeGap'), at: Instant, gapId: Text, ...article }),
  DeclineKnowledgeGap: t.strict({
    type: t.literal('DeclineKnowledgeGap'),
    at: Instant,
    gapId: Text,
    reason: personal(Text),
  }),
};
