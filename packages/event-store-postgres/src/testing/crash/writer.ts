import { setTimeout as pause } from 'node:timers/promises';
import * as E from 'fp-ts/Either';
import type { EventStore } from '@casebook/event-store';
import { openDatabase, type Database } from '../../database';
import { postgresEventStore } from '../../store/store';
import { appendOf, nameOf } from './appends';

// A process of its own that appends until it is killed: node writer.ts URL NUMBER LOOPS NAMES. It begins by repeating the appends
// that are named, then runs so many loops, and says `asked NAME` before and `ok NAME POSITION REVISION` after each append.
const say = (...words: ReadonlyArray<string | number>): void => void process.stdout.write(`${words.join(' ')}\n`);

const reach = async (url: string): Promise<Database> => {
  for (;;)
    try {
      return await openDatabase({ url });
    } catch {
      await pause(20);
    }
};

const append = async (store: EventStore, name: string): Promise<void> => {
  const { stream, expected, events } = appendOf(name);
  say('asked', name);
  for (;;) {
    const answer = await store.append(stream, expected, events)();
    if (E.isRight(answer)) return say('ok', name, answer.right.position, answer.right.revision);
    if (answer.left.type !== 'StoreUnavailable') return say('failed', name, JSON.stringify(answer.left));
    await pause(10);
  }
};

// Whoever started it has ended, maybe by kill -9.
process.stdin.on('end', () => process.exit(1)).resume();

const main = async ([url = '', number = '', loops = '', names = '']: ReadonlyArray<string>): Promise<void> => {
  const database = await reach(url);
  const store = postgresEventStore(database);
  await Promise.all(names.split(',').flatMap((name) => (name === '' ? [] : [append(store, name)])));
  const run = async (_: unknown, loop: number): Promise<void> => {
    for (let turn = 0; ; turn += 1) {
      await append(store, nameOf(Number(number), loop, turn));
      if (loop % 3 > 0) await pause(5); // some never rest, and yet hundreds of rounds come to a log that can be examined in each
    }
  };
  await Promise.all(Array.from({ length: Number(loops) }, run));
  await database.close();
  process.stdin.destroy();
};

void main(process.argv.slice(2));
