import { setTimeout as pause } from 'node:timers/promises';
import type { StoredEvent } from '@casebook/event-store';
import { openDatabase } from '../../database';
import { migrate } from '../../schema/migrate';
import { postgresEventStore } from '../../store/store';
import { faultsIn, type Acknowledged } from './examine';
import { follow } from './follower';
import { random } from '../random';
import { newDatabase } from '../new-database';
import { secondLook } from './second-look';
import { startWriting, type Writing } from './writing';

/** A server that can be killed and started again. */
export interface Killable {
  readonly url: string;
  readonly kill: () => Promise<void>;
  readonly start: () => Promise<void>;
}

const victims = ['writer', 'server', 'both'] as const;

export interface Round {
  readonly round: number;
  readonly killed: (typeof victims)[number];
  /** Milliseconds after the first acknowledgements of the round. */
  readonly after: number;
  /** So far. */
  readonly acknowledged: number;
  readonly events: number;
  /** Of the appends that a killed writer had not heard of, how many had been written, and how many not. */
  readonly unanswered: { readonly written: number; readonly not: number };
  /** In words; empty where everything is as promised. */
  readonly faults: ReadonlyArray<string>;
}

export interface CrashOptions {
  readonly server: Killable;
  readonly rounds: number;
  readonly seed: number;
  /** Settings of PostgreSQL that the database gets; none by default. */
  readonly settings?: Readonly<Record<string, string>>;
}

const loops = 12;

/**
 * Fills a log from processes of their own, and kills a writer, the server or both at moments drawn by the seed, round after
 * round. After each, the writer that was killed is followed by one that repeats what was left unanswered, and the log is examined.
 */
export async function* crashRounds({ server, rounds, seed, settings = {} }: CrashOptions): AsyncGenerator<Round> {
  const draw = random(seed);
  const url = await newDatabase(server.url, 'crash', settings);
  const own = await openDatabase({ url });
  await migrate(own);
  const store = postgresEventStore(own);
  const follower = follow(store);
  const look = secondLook(own, store);
  const acknowledged: Acknowledged[] = [];
  let writing: Writing = startWriting(url, 1, loops, []);
  let counted = 0;

  const heard = (): ReadonlyArray<string> => {
    for (const one of writing.acknowledged.slice(counted)) acknowledged.push(one); // too many to be arguments of one call
    counted = writing.acknowledged.length;
    return writing.failed;
  };
  const examined = async (
    isThorough: boolean,
    isStill: boolean,
  ): Promise<Pick<Round, 'events' | 'faults' | 'acknowledged'> & { readonly log: ReadonlyArray<StoredEvent> }> => {
    const failed = heard();
    const known = acknowledged.slice();
    const log = await follower.seenUpTo(known.reduce((last, { position }) => Math.max(last, position), 0));
    const faults = [...failed, ...faultsIn(log, known, { isStill }), ...(isThorough ? await look(log) : [])];
    return { events: log.length, acknowledged: known.length, faults, log };
  };

  try {
    for (let round = 1; round <= rounds; round += 1) {
      const killed = victims[draw(victims.length)] ?? 'both';
      const after = draw(250);
      await writing.goesOn(30);
      await pause(after);
      // Where both are, the server goes first, so that its writer has no answers to what was under way.
      if (killed !== 'writer') await server.kill();
      if (killed !== 'server') await writing.kill();
      if (killed !== 'writer') await server.start();
      const left = killed === 'server' ? [] : writing.unanswered();
      const { log, ...state } = await examined(round % 10 === 0, false);
      const there = new Set(log.map(({ correlationId }) => correlationId));
      const written = left.filter((name) => there.has(name)).length;
      if (killed !== 'server') {
        writing = startWriting(url, round + 1, loops, left);
        counted = 0;
      }
      yield { round, killed, after, ...state, unanswered: { written, not: left.length - written } };
    }
    await writing.goesOn(30);
    await writing.kill();
    const left = writing.unanswered();
    heard();
    writing = startWriting(url, rounds + 2, 0, left);
    counted = 0;
    await writing.ended;
    const { log, ...state } = await examined(true, true);
    const lost = left.length - writing.acknowledged.length;
    const faults = lost === 0 ? state.faults : [...state.faults, `${lost} appends were never answered`];
    yield {
      round: rounds + 1,
      killed: 'writer',
      after: 0,
      ...state,
      faults,
      unanswered: { written: left.length, not: 0 },
    };
  } finally {
    await writing.kill();
    await follower.stop();
    await own.close();
  }
}
