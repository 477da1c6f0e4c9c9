import * as E from 'fp-ts/Either';
import { pipe } from 'fp-ts/function';
import * as t from 'io-ts';
import {
  decodeRulebook,
  rulebookCommandCodecs,
  type Of,
  type ReviewOutcome,
  type Rulebook,
  type RulebookCommand,
} from '@casebook/domain';
import { Text, WrittenInstant } from '@casebook/vocabulary';
import type { Circumstances } from './given';
import { decodeInput, invalid, type InvalidInput } from './input';
import { rulebookHash } from './rulebook-hash';

/** Who approved a version, why it is as it is, and from when it counts. */
export interface Publication {
  readonly approvedBy: string;
  readonly changeNote: string;
  /** An instant, or `now`: as it is published. By default what the document says. */
  readonly effectiveFrom?: string | undefined;
}

/** What somebody found who went through a version; what is to be revised must be said. */
export interface ReviewFound {
  readonly outcome: ReviewOutcome;
  readonly findings?: ReadonlyArray<string> | undefined;
}

const Said = t.strict({ approvedBy: Text, changeNote: Text, effectiveFrom: WrittenInstant });

const documentIn = (rulebook: Rulebook): E.Either<InvalidInput, Rulebook> =>
  pipe(
    decodeRulebook(rulebook),
    E.mapLeft(({ faults }) => invalid(...faults.map((fault) => `rulebook.${fault}`))),
  );

/** The command to publish a document, with its hash; or the path of each fault. */
export const publishing = (
  rulebook: Rulebook,
  { effectiveFrom, ...publication }: Publication,
  { at }: Circumstances,
): E.Either<InvalidInput, Of<RulebookCommand, 'PublishRulebook'>> =>
  pipe(
    documentIn(rulebook),
    E.bindTo('document'),
    E.bind('said', ({ document }) =>
      decodeInput(Said, {
        ...publication,
        effectiveFrom: effectiveFrom === 'now' ? at : (effectiveFrom ?? document.effectiveFrom),
      }),
    ),
    E.map(({ document, said: { approvedBy, changeNote, effectiveFrom: from } }) => {
      const dated = { ...document, hash: null, effectiveFrom: from };
      return { type: 'PublishRulebook', at, rulebook: dated, hash: rulebookHash(dated), approvedBy, changeNote };
    }),
  );

/** The command to put a review on record, named by the id of the command. */
export const reviewing = (
  version: number,
  { outcome, findings = [] }: ReviewFound,
  { at, commandId: reviewId }: Circumstances,
): E.Either<InvalidInput, Of<RulebookCommand, 'ReviewRulebook'>> =>
  decodeInput(rulebookCommandCodecs.ReviewRulebook, {
    type: 'ReviewRulebook',
    at,
    reviewId,
    version,
    findings,
    outcome,
  });
