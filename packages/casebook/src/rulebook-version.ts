import type { Review, Rulebook } from '@casebook/domain';
import type { Actor, Instant } from '@casebook/vocabulary';
import type { KnownRulebooks } from './known-rulebooks';

/** A version of the rulebook, and how it came to be. */
export interface RulebookVersion {
  readonly version: number;
  /** SHA-256 of the canonical JSON of the document without its hash; null where it comes from code. */
  readonly hash: string | null;
  readonly effectiveFrom: Instant;
  /** Null where it comes from code and was never published. */
  readonly published: {
    readonly at: Instant;
    readonly by: Actor;
    readonly approvedBy: string;
    readonly changeNote: string;
  } | null;
  readonly reviews: ReadonlyArray<Review & { readonly at: Instant; readonly by: Actor }>;
}

/** A version with its document. */
export interface ShownRulebook extends RulebookVersion {
  readonly rulebook: Rulebook;
}

/** A rulebook with all that the log says of its version. */
export const shown = ({ recorded }: KnownRulebooks, rulebook: Rulebook): ShownRulebook => {
  const { version, hash, effectiveFrom } = rulebook;
  const ofVersion = recorded.filter(({ event }) => event.version === version);
  const [published = null] = ofVersion.flatMap(({ event, actor: by }) => {
    if (event.type !== 'RulebookPublished') return [];
    const { at, approvedBy, changeNote } = event;
    return [{ at, by, approvedBy, changeNote }];
  });
  const reviews = ofVersion.flatMap(({ event, actor: by }) => {
    if (event.type !== 'RulebookReviewed') return [];
    const { type: _, ...review } = event;
    return [{ ...review, by }];
  });
  return { version, hash, effectiveFrom, published, reviews, rulebook };
};
