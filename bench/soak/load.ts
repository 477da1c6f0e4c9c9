import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import * as E from 'fp-ts/Either';
import type { NonEmptyArray } from 'fp-ts/NonEmptyArray';
import { StreamName, type EventStore, type Expected, type NewEvent } from '@casebook/event-store';
import { Actor, EventId, Instant, literal } from '@casebook/vocabulary';
import { samplePayload } from '../append/sample-event';
import type { Latencies } from './latencies';
import { tally, type Tally } from './tally';

/** What all that write and read at the same time share. */
export interface Load {
  /** Every event that was acknowledged; those that the second subscription lets through apart. */
  readonly acknowledged: { readonly all: Tally; readonly assigned: Tally };
  /** What should not have been answered, in words; the first few. */
  readonly faults: ReadonlyArray<string>;
  /** Writes and reads until it is told to stop; settles when all that was asked for is answered. */
  readonly run: () => Promise<void>;
}

const actor = literal(Actor, { kind: 'system', id: 'soak', onBehalfOf: null });
const busyStreams = 50; // written to by several at once, all the time
const remembered = { faults: 10, streams: 1_000 };

export const assigned = 'CaseAssigned';

const eventsOf = (count: number, kind: 'busy' | 'new'): NonEmptyArray<NewEvent> => {
  const nth = (index: number): NewEvent => ({
    id: literal(EventId, randomUUID()),
    type: index % 2 === 0 ? assigned : 'CaseCategorized',
    schema: 1,
    // Of a new stream the revision is known beforehand.
    data: JSON.stringify({ index: kind === 'new' ? index : null, ...samplePayload() }),
    occurredAt: literal(Instant, new Date().toISOString()),
    actor,
    commandId: null,
    correlationId: kind,
    causationId: null,
    saidAt: null,
    source: null,
    wake: null,
  });
  return [nth(0), ...Array.from({ length: count - 1 }, (_, index) => nth(index + 1))];
};

const below = (number: number): number => Math.floor(Math.random() * number);

export const load = (log: EventStore, { timed }: Latencies, isOver: () => boolean): Load => {
  const acknowledged = { all: tally(), assigned: tally() };
  const faults: string[] = [];
  const revisions = Array.from({ length: busyStreams }, () => -1);
  const recent: StreamName[] = [];
  let streams = 0;

  const fault = (words: string): void => {
    if (faults.length < remembered.faults) faults.push(words);
  };

  const append = async (stream: StreamName, expected: Expected, events: NonEmptyArray<NewEvent>) => {
    const result = await timed(log.append(stream, expected, events), (answer) => {
      if (E.isLeft(answer)) return 'conflict';
      if (answer.right.repeated) return 'repeat';
      return events.length === 100 ? 'append of 100' : 'append';
    });
    if (E.isRight(result) && !result.right.repeated) {
      acknowledged.all.add(result.right.events);
      acknowledged.assigned.add(result.right.events.filter(({ type }) => type === assigned));
    }
    if (E.isLeft(result) && result.left.type !== 'RevisionConflict') fault(`${stream}: ${JSON.stringify(result.left)}`);
    return result;
  };

  const toNew = async (count: number): Promise<void> => {
    streams += 1;
    const stream = literal(StreamName, `case-soak_new-${streams}`);
    const events = eventsOf(count, 'new');
    const first = await append(stream, { is: 'noStream' }, events);
    recent[streams % remembered.streams] = stream;
    if (below(10) > 0 || E.isLeft(first)) return;
    const again = await append(stream, { is: 'noStream' }, events);
    if (E.isLeft(again) || !again.right.repeated || again.right.position !== first.right.position)
      fault(`${stream}: the same append again was not given the first answer`);
  };

  // Several do this at once, so that some of them are told of a conflict.
  const toBusy = async (): Promise<void> => {
    const number = below(busyStreams);
    const stream = literal(StreamName, `case-soak_busy-${number}`);
    const revision = revisions[number] ?? -1;
    const expected: Expected = revision === -1 ? { is: 'noStream' } : { is: 'revision', revision };
    const result = await append(stream, expected, eventsOf(1, 'busy'));
    if (E.isRight(result)) revisions[number] = Math.max(revisions[number] ?? -1, result.right.revision);
    else if (result.left.type === 'RevisionConflict') {
      const { actual } = result.left;
      if (actual === null || actual <= revision) fault(`${stream}: a conflict at ${actual} with ${revision}`);
    }
  };

  const readStream = async (): Promise<void> => {
    const isBusy = below(2) === 0;
    const number = below(busyStreams);
    const stream = isBusy ? literal(StreamName, `case-soak_busy-${number}`) : recent[below(recent.length)];
    const from = isBusy ? Math.max(0, (revisions[number] ?? 0) - 20) : 0;
    if (stream === undefined) return;
    const result = await timed(log.readStream(stream, { from }), () => 'read stream');
    if (E.isLeft(result)) return fault(`${stream}: ${result.left.message}`);
    if (result.right.some(({ revision }, index) => revision !== from + index)) fault(`${stream}: revisions with gaps`);
  };

  const readPage = async (): Promise<void> => {
    const after = below(acknowledged.all.count() + 1);
    const result = await timed(log.readAll({ after, limit: 500 }), () => 'read page');
    if (E.isLeft(result)) fault(`page after ${after}: ${result.left.message}`);
  };

  /** Again and again, begun at most once in so many milliseconds. */
  const every = async (millis: number, act: () => Promise<unknown>): Promise<void> => {
    while (!isOver()) {
      await Promise.all([act(), pause(millis)]);
    }
  };
  const atOnce = (times: number, act: () => Promise<void>) => () => Promise.all(Array.from({ length: times }, act));

  return {
    acknowledged,
    faults,
    run: async () => {
      await Promise.all([
        ...Array.from({ length: 6 }, () => every(8, toBusy)),
        every(
          500,
          atOnce(64, () => toNew(1 + below(3))),
        ),
        every(
          400,
          atOnce(2, () => toNew(100)),
        ),
        every(10, readStream),
        every(10, readStream),
        every(100, readPage),
      ]);
    },
  };
};
