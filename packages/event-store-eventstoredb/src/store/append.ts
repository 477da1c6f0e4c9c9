import * as E from 'fp-ts/Either';
import { map, type NonEmptyArray } from 'fp-ts/NonEmptyArray';
import {
  isAsExpected,
  repeatOf,
  type AppendFailure,
  type Appended,
  type Expected,
  type NewEvent,
  type StoredEvent,
  type StreamName,
} from '@casebook/event-store';
import type { Instant } from '@casebook/vocabulary';
import { Refused, unavailable } from '../connection/failures';
import { hesitation, until, type Until } from '../connection/persist';
import type { BatchAppends } from './batch-appends';
import type { IdStandings } from './id-standings';
import { nothing, type Knowledge, type Known } from './knowledge';
import { metadataOf } from './metadata';
import type { Names } from './names';
import { stamp, type Stamped } from './stamp';

export interface AppendRequest {
  readonly stream: StreamName;
  readonly expected: Expected;
  readonly events: NonEmptyArray<NewEvent>;
}

type Answer = E.Either<AppendFailure, Appended>;

interface Appending {
  readonly names: Names;
  readonly known: Knowledge;
  readonly ids: IdStandings;
  readonly appends: BatchAppends;
  /** A stream from a revision on, so many events. */
  readonly read: (stream: StreamName, from: number, count: number) => Promise<ReadonlyArray<StoredEvent>>;
  readonly clock: () => Instant;
  /** In milliseconds, for all attempts of an append together. */
  readonly deadline: number;
}

/** For how many milliseconds an id is waited for that somebody else has claimed and not written. */
const patience = 2_000;

const isNonEmpty = <A>(list: ReadonlyArray<A>): list is NonEmptyArray<A> => list.length > 0;

/** `EventStore.append`, one at a time for a stream. */
export const appender = ({ names, known, ids, appends, read, clock, deadline }: Appending) => {
  /** Those of the append that its own stream has. */
  const here = async ({ stream, events }: AppendRequest, { ids: own }: Known): Promise<ReadonlyArray<StoredEvent>> => {
    const revisions = events.flatMap(({ id }) => own.get(id) ?? []);
    if (revisions.length === 0) return [];
    const first = Math.min(...revisions);
    const range = await read(stream, first, Math.max(...revisions) - first + 1);
    return range.filter(({ revision }) => revisions.includes(revision));
  };

  /** The answer where events with some of these ids are there already; undefined where none are; `pending` where that is not decided yet. */
  const repeated = async (request: AppendRequest, state: Known): Promise<Answer | 'pending' | undefined> => {
    const { stream, events } = request;
    const others = events.flatMap(({ id }) => (state.ids.has(id) ? [] : [id]));
    const elsewhere = others.length === 0 ? undefined : await ids.elsewhere(stream, others);
    if (elsewhere?.is === 'pending') return 'pending';
    const places = elsewhere?.places ?? [];
    const there = await Promise.all(places.map((place) => read(place.stream, place.revision, 1)));
    const found = [...(await here(request, state)), ...there.flat()];
    return isNonEmpty(found) ? repeatOf(stream, events, found) : undefined;
  };

  /** The server answers with the last position only. */
  const positioned = async (stamped: NonEmptyArray<Stamped>, last: number): Promise<NonEmptyArray<StoredEvent>> => {
    const [first] = stamped;
    const others = stamped.length === 1 ? [] : await read(first.stream, first.revision, stamped.length - 1);
    const positions = [...others.map(({ position }) => position), last];
    if (positions.length !== stamped.length) throw new Error(`${first.stream}: what was appended cannot be read`);
    let index = -1;
    return map((event: Stamped): StoredEvent => ({ ...event, position: positions[(index += 1)] ?? last }))(stamped);
  };

  const taken = async (stamped: NonEmptyArray<Stamped>, revision: number, position: number): Promise<Answer> => {
    const { stream, revision: wanted } = stamped[stamped.length - 1] ?? stamped[0];
    if (revision !== wanted)
      throw new Refused(
        `${stream} was deleted on the server, where its revisions go on at ${revision}: see what a check of the log says`,
      );
    const events = await positioned(stamped, position);
    known.learn(stream, events);
    return E.right({ revision, position, events, repeated: false });
  };

  /** The answer; `late` where others have written to the stream, `claimed` where others have claimed an id. */
  const written = async (request: AppendRequest, state: Known, time: Until): Promise<Answer | 'late' | 'claimed'> => {
    const { stream, events } = request;
    const stamped = stamp(stream, events, state, clock());
    if (!isNonEmpty(stamped)) throw new Error(`${stream}: an append without events`);
    const target = { stream, first: (state.revision ?? -1) + 1 };
    const claimed = await ids.claim(target, map(({ id }: NewEvent) => id)(events), time);
    if (claimed.is === 'refused') return 'claimed';
    try {
      const proposed = stamped.map((event) => ({
        type: event.type,
        data: event.data,
        metadata: metadataOf(event, event),
      }));
      const outcome = await appends.write(names.onServer(stream), state.revision, proposed, time);
      // Where it was not written, the claims are void: the stream has gone on.
      return outcome.is === 'written' ? await taken(stamped, outcome.revision, outcome.position) : 'late';
    } catch (error) {
      if (error instanceof Refused) await claimed.letGo().catch(() => undefined);
      throw error;
    }
  };

  const decide = async (request: AppendRequest, time: Until): Promise<Answer> => {
    const { stream, expected, events } = request;
    const hesitate = hesitation();
    const patient = until(Math.min(deadline, patience));
    // Whoever creates a stream says what is there: nothing, or it will be refused.
    let state = expected.is === 'noStream' ? (known.now(stream) ?? nothing) : await known.of(stream);
    for (let isNew = false; !time.isOver(); isNew = true, state = await known.refreshed(stream)) {
      const isFree = !events.some(({ id }) => state.ids.has(id)) && isAsExpected(expected, state.revision);
      const answer = isFree ? await written(request, state, time) : undefined;
      if (answer === 'late') continue;
      if (answer !== undefined && answer !== 'claimed') return answer;
      // What was known may have been out of date, but for ids: those do not go away.
      if (!isFree && !isNew && !events.every(({ id }) => state.ids.has(id))) continue;
      const before = await repeated(request, state);
      if (before !== undefined && before !== 'pending') return before;
      if (before === undefined && !isFree)
        return E.left({ type: 'RevisionConflict', stream, expected, actual: state.revision });
      if (before === 'pending' && patient.isOver())
        throw new Error('an id of this append is claimed by another append, which has not been taken and may still be');
      await hesitate();
    }
    throw new Error('the append was not taken within the deadline');
  };

  return async (request: AppendRequest): Promise<Answer> => {
    try {
      return await decide(request, until(deadline));
    } catch (error) {
      return E.left(unavailable(error));
    }
  };
};
