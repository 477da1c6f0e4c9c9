import * as E from 'fp-ts/Either';
import type { AgentId, Personal, Text } from '@casebook/vocabulary';
import type { Dated, Variant } from '../message';
import type { CaseState, CaseTopic } from './case';
import { ofCase, type CaseNotAccepted, type CaseNotOpen, type CaseUnknown } from './gate';
import { isUnsaid } from './said';

/**
 * What an article was to a case: somebody looked it up, it went to the customer, it is the solution, or it is no longer true.
 */
export type KnowledgeUse = 'consulted' | 'sent' | 'solved' | 'outdated';

/** An article of a knowledge base, as it stood. */
export interface ArticleVersion {
  /** Names the article in the knowledge base. */
  readonly article: Text;
  /** From 1. */
  readonly version: number;
}

/** What an article was to a case. */
export interface Used extends ArticleVersion {
  readonly useId: Text;
  readonly use: KnowledgeUse;
  /** Who used it; null: no agent. */
  readonly by: AgentId | null;
}

/** What no article told. */
export interface Gap {
  readonly gapId: Text;
  /** What an article should be about. */
  readonly topic: Personal<Text>;
  /** What somebody searched for in vain; null: nobody searched. */
  readonly query: Personal<Text> | null;
  /** Who missed it; null: no agent. */
  readonly by: AgentId | null;
}

export interface Knowledge {
  readonly slice: {
    readonly uses: ReadonlyArray<ArticleVersion & Pick<Used, 'useId' | 'use'> & { readonly cycle: number }>;
    /** Ids of gaps that are open, and of those that are closed. */
    readonly gaps: ReadonlyArray<Text>;
    readonly closed: ReadonlyArray<Text>;
  };
  readonly command:
    | Dated<'UseKnowledge', Used>
    | Dated<'ReportKnowledgeGap', Gap>
    | Dated<'FillKnowledgeGap', ArticleVersion & { gapId: Text }>
    | Dated<'DeclineKnowledgeGap', { gapId: Text; reason: Personal<Text> }>;
  readonly event:
    | Dated<
        'KnowledgeUsed',
        Used & {
          /** The cycle of the case that it was used in, and whose solution it is where it is one. */
          cycle: number;
        }
      >
    | Dated<'KnowledgeGapReported', Gap>
    | Dated<
        'KnowledgeGapClosed',
        {
          gapId: Text;
          /** What fills it; null: there will be no article. */
          article: ArticleVersion | null;
          /** Why there will be none; null where there is one. */
          reason: Personal<Text> | null;
        }
      >;
  readonly rejection:
    | CaseUnknown
    /** What was cancelled or merged into another case, no article has solved. */
    | CaseNotOpen
    | CaseNotAccepted
    | Variant<'TopicMissing'>
    | Variant<'GapUnknown', { gapId: Text }>
    | Variant<'GapClosed', { gapId: Text }>
    /** Whoever declines to fill a gap says why. */
    | Variant<'RemarkMissing'>;
}

type Slice = Knowledge['slice'];
type Rejection = Knowledge['rejection'];

/** What can be the solution needs a case that somebody has worked on. */
const whyNotSolved = (state: CaseState): E.Either<Rejection, unknown> => {
  const status = ofCase(state);
  if (E.isLeft(status)) return status;
  switch (status.right) {
    case 'New':
      return E.left({ type: 'CaseNotAccepted' });
    case 'Cancelled':
    case 'Merged':
      return E.left({ type: 'CaseNotOpen', status: status.right });
    case 'Open':
    case 'Waiting':
    case 'Resolved':
    case 'Closed':
      return status;
  }
};

/** Whether it was said before: it is looked up and sent as often as that happens, but solves or is outdated once a cycle. */
const isSaid = ({ uses }: Slice, { useId, article, version, use }: Used, cycle: number): boolean =>
  uses.some(
    (one) =>
      one.useId === useId ||
      ((use === 'solved' || use === 'outdated') &&
        one.use === use &&
        one.article === article &&
        one.version === version &&
        one.cycle === cycle),
  );

const whyNotOpen = ({ gaps, closed }: Slice, gapId: Text): Rejection | null => {
  if (gaps.includes(gapId)) return null;
  return { type: closed.includes(gapId) ? 'GapClosed' : 'GapUnknown', gapId };
};

/** Which articles a case was worked on with, and what no article told. */
export const knowledge: CaseTopic<Knowledge> = {
  initial: { uses: [], gaps: [], closed: [] },
  decide: {
    UseKnowledge: (command, state) => {
      const refused = command.use === 'solved' ? whyNotSolved(state) : ofCase(state);
      if (E.isLeft(refused)) return refused;
      const { cycle } = state.resolution;
      return E.right(isSaid(state.knowledge, command, cycle) ? [] : [{ ...command, type: 'KnowledgeUsed', cycle }]);
    },
    ReportKnowledgeGap: (command, state) => {
      const status = ofCase(state);
      if (E.isLeft(status)) return status;
      const { gaps, closed } = state.knowledge;
      if ([...gaps, ...closed].includes(command.gapId)) return E.right([]);
      return isUnsaid(command.topic)
        ? E.left({ type: 'TopicMissing' })
        : E.right([{ ...command, type: 'KnowledgeGapReported' }]);
    },
    FillKnowledgeGap: ({ at, gapId, article, version }, state) => {
      const status = ofCase(state);
      if (E.isLeft(status)) return status;
      const refusal = whyNotOpen(state.knowledge, gapId);
      return refusal === null
        ? E.right([{ type: 'KnowledgeGapClosed', at, gapId, article: { article, version }, reason: null }])
        : E.left(refusal);
    },
    DeclineKnowledgeGap: ({ at, gapId, reason }, state) => {
      const status = ofCase(state);
      if (E.isLeft(status)) return status;
      const refusal = whyNotOpen(state.knowledge, gapId);
      if (refusal !== null) return E.left(refusal);
      return isUnsaid(reason)
        ? E.left({ type: 'RemarkMissing' })
        : E.right([{ type: 'KnowledgeGapClosed', at, gapId, article: null, reason }]);
    },
  },
  evolve: {
    KnowledgeUsed: ({ uses, gaps, closed }, { useId, article, version, use, cycle }) => ({
      uses: [...uses.filter((one) => one.useId !== useId), { useId, article, version, use, cycle }],
      gaps,
      closed,
    }),
    KnowledgeGapReported: ({ uses, gaps, closed }, { gapId }) => ({
      uses,
      gaps: gaps.includes(gapId) ? gaps : [...gaps, gapId],
      closed,
    }),
    KnowledgeGapClosed: ({ uses, gaps, closed }, { gapId }) => ({
      uses,
      gaps: gaps.filter((open) => open !== gapId),
      closed: closed.includes(gapId) ? closed : [...closed, gapId],
    }),
  },
};
