import type { ArticleVersion, KnowledgeUse } from '@casebook/domain';
import { say, written, type Words } from './saying';

const used: { readonly [U in KnowledgeUse]: (article: string) => string } = {
  consulted: (article) => `looked up ${article}`,
  sent: (article) => `sent the customer ${article}`,
  solved: (article) => `named as the solution ${article}`,
  outdated: (article) => `found outdated ${article}`,
};

const titled = ({ article, version }: ArticleVersion): string => `the article ‘${article}’, version ${version}`;

export const knowing: Words<'KnowledgeUsed' | 'KnowledgeGapReported' | 'KnowledgeGapClosed'> = {
  KnowledgeUsed: ({ event }) => say(used[event.use](titled(event))),
  KnowledgeGapReported: ({ event: { topic, query } }) =>
    say('missed an article', null, [topic, ...(query === null ? [] : [query])].map(written).join('\n')),
  KnowledgeGapClosed: ({ event: { article, reason } }) =>
    article === null
      ? say('decided that there will be no article', null, written(reason))
      : say(`filled the gap with ${titled(article)}`),
};
