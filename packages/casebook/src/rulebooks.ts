import * as E from 'fp-ts/Either';
import { pipe } from 'fp-ts/function';
import * as TE from 'fp-ts/TaskEither';
import type {
  PublishRejection,
  ReviewRejection,
  Rulebook,
  RulebookCommand,
  RulebookEvent,
  RulesLoop,
  VersionUnknown,
} from '@casebook/domain';
import type { EventUnreadable, StoreUnavailable } from '@casebook/event-store';
import { WrittenInstant, type Actor, type Instant, type TenantId, type Text } from '@casebook/vocabulary';
import type { NotAuthorized } from './authorize';
import type { Clock } from './clock';
import { circumstances, type Circumstances, type Given } from './given';
import type { CommandIdTaken, Outcome, Request } from './handle';
import { decodeInput, type InvalidInput } from './input';
import type { RulebookContradicted } from './known-rulebooks';
import type { ReadRulebooks } from './read-rulebooks';
import { publishing, reviewing, type Publication, type ReviewFound } from './rulebook-commands';
import { rulebookStream } from './rulebook-stream';
import { shown, type RulebookVersion, type ShownRulebook } from './rulebook-version';
import type { LogFailure } from './transact';

type Refused = NotAuthorized | CommandIdTaken | RulebookContradicted | LogFailure;

/** Why a version is not published. */
export type PublishFailure = InvalidInput | PublishRejection | Refused;
/** Why a review is not taken. */
export type ReviewFailure = InvalidInput | ReviewRejection | Refused;
/** Why the versions cannot be told. */
export type VersionsFailure = RulebookContradicted | StoreUnavailable | EventUnreadable;

/** What publishing a version brought: no events where that very version was published already. */
export interface PublishedRulebook extends Outcome<RulebookEvent> {
  readonly version: number;
  readonly hash: Text;
  readonly effectiveFrom: Instant;
}

/** One version by its number, or the one in effect at an instant; the one in effect now by default. */
export interface WhichRulebook {
  readonly version?: number | undefined;
  readonly asOf?: string | undefined;
}

/** What may come with a command for a rulebook, which counts when it is given. */
export type GivenNow = Omit<Given, 'at'>;

export interface RulebooksDependencies {
  readonly tenant: TenantId;
  readonly actor: Actor;
  readonly clock: Clock;
  readonly readRulebooks: ReadRulebooks;
  readonly handleRulebook: (
    request: Request<RulebookCommand, never>,
  ) => TE.TaskEither<PublishRejection | ReviewRejection | RulesLoop | Refused, Outcome<RulebookEvent>>;
}

/** The rulebook of a desk: its versions, who published them and why. A case is decided by the version in effect at that instant. */
export const rulebooksOf = ({ tenant, actor, clock, readRulebooks, handleRulebook }: RulebooksDependencies) => {
  const give = <R extends PublishRejection | ReviewRejection, C extends RulebookCommand>(
    given: GivenNow,
    commandOf: (known: Circumstances) => E.Either<InvalidInput, C>,
  ): TE.TaskEither<InvalidInput | R | Refused, { readonly command: C; readonly outcome: Outcome<RulebookEvent> }> =>
    pipe(
      circumstances({ ...given, at: undefined }, clock),
      E.bindTo('known'),
      E.bind('command', ({ known }) => commandOf(known)),
      TE.fromEither,
      TE.bindW('outcome', ({ command, known: { commandId, correlationId, causationId } }) => {
        const stream = rulebookStream(tenant);
        return handleRulebook({ stream, actor, commandId, correlationId, causationId, command: TE.right(command) });
      }),
      TE.mapLeft((failure) => failure as InvalidInput | R | Refused), // refused for its own reasons only; no rule follows that could loop
    );

  const versions: TE.TaskEither<VersionsFailure, ReadonlyArray<ShownRulebook>> = pipe(
    readRulebooks,
    TE.map((known) => known.rules.all.map((rulebook) => shown(known, rulebook))),
  );

  return {
    /** Publishes the next version, linted and hashed. From its instant on it decides, in every process. */
    publish: (
      rulebook: Rulebook,
      publication: Publication,
      given: GivenNow = {},
    ): TE.TaskEither<PublishFailure, PublishedRulebook> =>
      pipe(
        give<PublishRejection, Extract<RulebookCommand, { readonly type: 'PublishRulebook' }>>(given, (known) =>
          publishing(rulebook, publication, known),
        ),
        TE.map(({ command, outcome }) => {
          const published = outcome.events.flatMap(({ event }) => (event.type === 'RulebookPublished' ? [event] : []));
          const { version, effectiveFrom } = published[0] ?? command.rulebook;
          return { ...outcome, version, hash: published[0]?.hash ?? command.hash, effectiveFrom };
        }),
      ),
    /** Puts on record what somebody found who went through a version. It changes nothing that is decided. */
    review: (
      version: number,
      found: ReviewFound,
      given: GivenNow = {},
    ): TE.TaskEither<ReviewFailure, Outcome<RulebookEvent>> =>
      pipe(
        give<ReviewRejection, RulebookCommand>(given, (known) => reviewing(version, found, known)),
        TE.map(({ outcome }) => outcome),
      ),
    /** All versions that were published, and those from code, in the order in which they come into effect. */
    versions: (): TE.TaskEither<VersionsFailure, ReadonlyArray<RulebookVersion>> =>
      pipe(
        versions,
        TE.map((all) => all.map(({ rulebook: _, ...version }) => version)),
      ),
    /** A version with its document; version 0 is the plain rulebook of a desk that has none. */
    show: ({ version, asOf }: WhichRulebook = {}): TE.TaskEither<
      VersionsFailure | InvalidInput | VersionUnknown,
      ShownRulebook
    > =>
      pipe(
        TE.fromEither(decodeInput(WrittenInstant, asOf ?? clock())),
        TE.bindTo('at'),
        TE.bindW('known', () => readRulebooks),
        TE.chainW(({ at, known }) => {
          if (version === undefined) return TE.right(shown(known, known.rules.at(at)));
          return known.rules.has(version)
            ? TE.right(shown(known, known.rules.version(version)))
            : TE.left<VersionUnknown>({ type: 'VersionUnknown', version });
        }),
      ),
  };
};

export type Rulebooks = ReturnType<typeof rulebooksOf>;
