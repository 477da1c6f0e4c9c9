import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { postgresEventStore } from '@casebook/event-store-postgres';
import { appendOf, type Appender } from './appends';
import { casebookAppender } from './casebook/appender';
import { emmettAppender } from './emmett/appender';
import { reach } from './reach';

// A process of its own that appends until it is killed: node writer.ts LOG URL NUMBER. It says `going`, `resting` once told to rest, and
// `going` again once told to go.
const loops = 6;
const say = (word: string): void => void process.stdout.write(`${word}\n`);

const open = async (log: string, url: string): Promise<Appender> =>
  log === 'emmett' ? emmettAppender(url) : casebookAppender(postgresEventStore(await reach(url)));

const main = async ([log = '', url = '', number = '']: ReadonlyArray<string>): Promise<void> => {
  const appender = await open(log, url);
  let isResting = false;
  let underWay = 0;
  createInterface({ input: process.stdin })
    .on('line', (line) => {
      isResting = line === 'rest';
      say(isResting && underWay === 0 ? 'resting' : line === 'go' ? 'going' : 'stopping');
    })
    .on('close', () => process.exit(1)); // whoever started it has ended, maybe by kill -9
  const run = async (_: unknown, loop: number): Promise<void> => {
    for (let turn = 0; ; turn += 1) {
      const append = appendOf(Number(number), loop, turn, Date.now());
      for (let isOver = false; !isOver; await pause(10 + 5 * loop)) {
        if (isResting) continue;
        underWay += 1;
        isOver = (await appender.append(append)) === 'over';
        underWay -= 1;
        if (isResting && underWay === 0) say('resting');
      }
    }
  };
  say('going');
  await Promise.all(Array.from({ length: loops }, run));
};

void main(process.argv.slice(2));
