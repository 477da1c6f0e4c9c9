import * as E from 'fp-ts/Either';
import { later, type Instant, type Text } from '@casebook/vocabulary';
import type { Decider } from '../../decider';
import type { Dated, Of, Variant } from '../../message';
import type { LintFinding } from '../lint/finding';
import { lintRulebook } from '../lint/lint';
import type { Rulebook } from '../rulebook';
import { saysTheSame } from './says-the-same';

/** A version as it was published: the document carries its version, hash and `effectiveFrom`. */
export interface Published {
  readonly rulebook: Rulebook;
  readonly publishedAt: Instant;
  readonly approvedBy: Text;
  readonly changeNote: Text;
}

/** Whether a version was found fit to stay as it is. */
export type ReviewOutcome = 'confirmed' | 'toRevise';

/** What somebody who went through a version of the rulebook found. */
export interface Review {
  readonly reviewId: Text;
  readonly version: number;
  readonly findings: ReadonlyArray<Text>;
  readonly outcome: ReviewOutcome;
}

/** What is known of a tenant's rulebook. */
export interface Publishing {
  /** In the order in which they were published. */
  readonly versions: ReadonlyArray<Published>;
  readonly reviews: ReadonlyArray<Review & { readonly at: Instant }>;
}

export type RulebookCommand =
  /** `hash` is that of the document without its own; whoever has a clock and hashes works it out. */
  | Dated<'PublishRulebook', { rulebook: Rulebook; hash: Text; approvedBy: Text; changeNote: Text }>
  | Dated<'ReviewRulebook', Review>;

export type RulebookEvent =
  | Dated<
      'RulebookPublished',
      {
        version: number;
        hash: Text;
        effectiveFrom: Instant;
        approvedBy: Text;
        changeNote: Text;
        /** The whole document. */
        rulebook: Rulebook;
      }
    >
  | Dated<'RulebookReviewed', Review>;

/** Nobody is named who has approved it. */
type ApproverMissing = Variant<'ApproverMissing'>;
/** Nothing says what has changed, and why. */
type ChangeNoteMissing = Variant<'ChangeNoteMissing'>;
/** Versions follow each other without gaps; `next` is the one to come. */
type VersionNotNext = Variant<'VersionNotNext', { version: number; next: number }>;
/** It would count for what has been decided already, or before the version that it follows. */
type EffectiveTooEarly = Variant<'EffectiveTooEarly', { effectiveFrom: Instant; earliest: Instant }>;
/** But for version and instant, it says what `version` says. */
type RulebookUnchanged = Variant<'RulebookUnchanged', { version: number }>;
/** It can be read, and cannot be meant. */
type RulebookUnsound = Variant<'RulebookUnsound', { findings: ReadonlyArray<LintFinding> }>;
/** There is no version of that number. */
export type VersionUnknown = Variant<'VersionUnknown', { version: number }>;
/** What is to be revised must be said. */
type FindingsMissing = Variant<'FindingsMissing'>;

/** Why a version is not published. */
export type PublishRejection =
  ApproverMissing | ChangeNoteMissing | VersionNotNext | EffectiveTooEarly | RulebookUnchanged | RulebookUnsound;

/** Why a review is not taken. */
export type ReviewRejection = VersionUnknown | FindingsMissing;

/** The versions that came before: those from code, which were never published, and those of the log. */
type Known = ReadonlyArray<Rulebook>;

const isBlank = (text: Text): boolean => text.trim() === '';

const latest = (known: Known): Rulebook | undefined =>
  known.reduce<Rulebook | undefined>((last, one) => (last && last.version > one.version ? last : one), undefined);

type Publish = Of<RulebookCommand, 'PublishRulebook'>;

/** What stands in the way of a version after the one before it. */
const refusal = ({ at, rulebook, approvedBy, changeNote }: Publish, before?: Rulebook): PublishRejection | null => {
  const { version, effectiveFrom } = rulebook;
  const next = (before?.version ?? 0) + 1;
  const earliest = before === undefined ? at : later(at, before.effectiveFrom);
  if (isBlank(approvedBy)) return { type: 'ApproverMissing' };
  if (isBlank(changeNote)) return { type: 'ChangeNoteMissing' };
  if (version !== next) return { type: 'VersionNotNext', version, next };
  if (effectiveFrom < earliest) return { type: 'EffectiveTooEarly', effectiveFrom, earliest };
  if (before !== undefined && saysTheSame(rulebook, before))
    return { type: 'RulebookUnchanged', version: before.version };
  const findings = lintRulebook(rulebook);
  return findings.length === 0 ? null : { type: 'RulebookUnsound', findings };
};

const published = (state: Publishing, command: Publish, fromCode: Known) => {
  const { at, rulebook, hash, approvedBy, changeNote } = command;
  const before = latest([...fromCode, ...state.versions.map((one) => one.rulebook)]);
  if (before?.version === rulebook.version && before.hash === hash) return E.right([]);
  const refused = refusal(command, before);
  if (refused !== null) return E.left(refused);
  const { version, effectiveFrom } = rulebook;
  const document = { ...rulebook, hash };
  return E.right([
    {
      type: 'RulebookPublished',
      at,
      version,
      hash,
      effectiveFrom,
      approvedBy,
      changeNote,
      rulebook: document,
    } as const,
  ]);
};

const reviewed = (
  { versions, reviews }: Publishing,
  review: Of<RulebookCommand, 'ReviewRulebook'>,
  fromCode: Known,
): E.Either<ReviewRejection, ReadonlyArray<RulebookEvent>> => {
  const { reviewId, version, findings, outcome } = review;
  if (reviews.some((other) => other.reviewId === reviewId)) return E.right([]);
  const known = [...fromCode, ...versions.map(({ rulebook }) => rulebook)];
  if (!known.some((one) => one.version === version)) return E.left({ type: 'VersionUnknown', version });
  if (outcome === 'toRevise' && findings.every(isBlank)) return E.left({ type: 'FindingsMissing' });
  return E.right([{ ...review, type: 'RulebookReviewed' }]);
};

/**
 * The versions of a tenant's rulebook, one after the other: each approved, with a note, linted, and in effect from an instant that is
 * not past, so that it changes nothing that was decided. Who may publish, and whether one may approve one's own, is for `authorize`.
 */
export const publishingDecider: Decider<
  Publishing,
  RulebookCommand,
  RulebookEvent,
  PublishRejection | ReviewRejection,
  Known
> = {
  initial: { versions: [], reviews: [] },
  evolve: (state, event) => {
    switch (event.type) {
      case 'RulebookPublished': {
        const { at: publishedAt, rulebook, approvedBy, changeNote } = event;
        return { ...state, versions: [...state.versions, { rulebook, publishedAt, approvedBy, changeNote }] };
      }
      case 'RulebookReviewed': {
        const { type: _, ...review } = event;
        return { ...state, reviews: [...state.reviews, review] };
      }
    }
  },
  decide: (state, command, fromCode) => ({
    came: [],
    answer:
      command.type === 'PublishRulebook' ? published(state, command, fromCode) : reviewed(state, command, fromCode),
  }),
  observe: () => ({ came: [], answer: E.right([]) }),
  follow: () => [],
  next: () => undefined,
};
