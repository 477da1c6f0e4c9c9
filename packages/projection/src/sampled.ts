import { createHash } from 'node:crypto';
import type { StreamName } from '@casebook/event-store';
import { orStop } from './failure';
import type { ReadableLog } from './source';
import type { StreamBatch } from './streams-in-order';
import { wholeStreams } from './whole-streams';

/** So many streams, drawn by a seed: the same ones as long as the log is the same. */
export interface Sample {
  readonly streams: number;
  readonly seed: number;
}

const atOnce = 200; // streams

/** From 0 up to 1: the same number for the same seed and turn. */
const drawn = (seed: number, turn: number): number =>
  createHash('sha256').update(`${seed}/${turn}`).digest().readUInt32BE(0) / 2 ** 32;

/** Streams drawn by their events, long ones therefore sooner: those of the first events after positions drawn by the seed. */
export async function* sampled(
  log: ReadableLog,
  upTo: number,
  { streams: wanted, seed }: Sample,
): AsyncGenerator<StreamBatch> {
  const found = new Set<StreamName>();
  // A log that has fewer streams ends it all the same.
  for (let turn = 0; found.size < wanted && turn < wanted * 4; turn += 1) {
    const { events } = await orStop(log.readAll({ after: Math.floor(drawn(seed, turn) * upTo), upTo, limit: 1 }));
    for (const { stream } of events) found.add(stream);
  }
  const all = [...found];
  for (let from = 0; from < all.length; from += atOnce)
    yield await wholeStreams(log, all.slice(from, from + atOnce), { upTo });
}
