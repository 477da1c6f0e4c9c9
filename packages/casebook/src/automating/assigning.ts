import * as TE from 'fp-ts/TaskEither';
import { pipe } from 'fp-ts/function';
import { streamParts } from '@casebook/event-store';
import type { OfferedTo } from '../cases';
import { reaction, type AnyReaction } from './reaction';

/** A case that nobody has. */
export interface Unassigned {
  readonly id: string;
  /** The team that it has just come to; null: it came back from an agent. */
  readonly team: string | null;
}

/**
 * Offers a case to the best of those who could take it, as the rulebook ranks them, when it comes to a team and when somebody gives
 * it back, declines it or does not answer. Whoever just had it is not offered it again at once.
 */
export const assigning = (candidates: (unassigned: Unassigned) => Promise<ReadonlyArray<OfferedTo>>): AnyReaction =>
  reaction({
    name: 'assigning',
    on: ['CaseRouted', 'AssignmentEnded'],
    act: ({ stream, event }, desk, because) => {
      const { id } = streamParts(stream);
      return pipe(
        TE.tryCatch(
          () => candidates({ id, team: event.type === 'CaseRouted' ? event.team : null }),
          (error) => ({ type: 'CandidatesUnknown', message: error instanceof Error ? error.message : String(error) }),
        ),
        TE.map((all) => (event.type === 'CaseRouted' ? all : all.filter(({ agent }) => agent !== event.agent))),
        TE.chainW((others) =>
          others.length === 0 ? TE.right(undefined) : desk.cases.offer(id, { candidates: others }, because),
        ),
      );
    },
  });
