import * as t from 'io-ts';
import { Instant, Text } from '@casebook/vocabulary';
import { first, type CommandCodecs, type EventSchemas } from '../../schema';
import { RulebookCodec } from '../rulebook.codec';
import type { ReviewOutcome, RulebookCommand, RulebookEvent } from './publishing';

/** The category of the stream that holds the versions of a tenant's rulebook. */
export const rulebookCategory = 'rulebook';

const ReviewOutcomeCodec: t.Type<ReviewOutcome, string> = t.keyof(
  { confirmed: null, toRevise: null },
  'confirmed or toRevise',
);

const review = {
  at: Instant,
  reviewId: Text,
  version: t.number,
  findings: t.readonlyArray(Text, 'a list of findings'),
  outcome: ReviewOutcomeCodec,
};

/** How the events of a rulebook are stored. Its document changes with the format: a new section comes with an upcast that fills it. */
export const rulebookEventSchemas: EventSchemas<RulebookEvent> = {
  RulebookPublished: first(
    t.strict({
      type: t.literal('RulebookPublished'),
      at: Instant,
      version: t.number,
      hash: Text,
      effectiveFrom: Instant,
      approvedBy: Text,
      changeNote: Text,
      rulebook: RulebookCodec,
    }),
  ),
  RulebookReviewed: first(t.strict({ type: t.literal('RulebookReviewed'), ...review })),
};

/** How the commands for a rulebook come in. */
export const rulebookCommandCodecs: CommandCodecs<RulebookCommand> = {
  PublishRulebook: t.strict({
    type: t.literal('PublishRulebook'),
    at: Instant,
    rulebook: RulebookCodec,
    hash: Text,
    approvedBy: Text,
    changeNote: Text,
  }),
  ReviewRulebook: t.strict({ type: t.literal('ReviewRulebook'), ...review }),
};
