import { setTimeout as pause } from 'node:timers/promises';
import { run } from '@casebook/casebook';
import { quantile } from '../../measuring/statistics';
import { desk } from '../desk/desk';
import { appendOf } from '../desk/fill';
import { openDesk, type OpenDesk, type Place } from '../open-desk';

/** Keeps the read models at the log until it is told to stop. */
const followed = ({ readModels }: OpenDesk) => readModels.follow();

/** Told by the bench that this process may end. */
const told = (): Promise<unknown> => new Promise((resolve) => process.once('SIGTERM', resolve));

export interface Followed {
  readonly opened: number;
  readonly peak: number;
  /** Of this process, since the instant from which it followed. */
  readonly processorSeconds: number;
}

/** A process that follows from an instant on, in milliseconds, until it is told to stop. */
export const following = async ({ from, ...place }: Place & { readonly from: number }): Promise<Followed> => {
  const open = await openDesk(place);
  const ending = told();
  await pause(Math.max(0, from - Date.now()));
  const [opened, before] = [process.memoryUsage.rss(), process.cpuUsage()];
  const follower = followed(open);
  await ending;
  const { user, system } = process.cpuUsage(before);
  await follower.stop();
  await open.close();
  return { opened, peak: process.resourceUsage().maxRSS * 1024, processorSeconds: (user + system) / 1e6 };
};

export interface Living extends Place {
  /** The desk's size before. */
  readonly events: number;
  /** Events a second, and for how many seconds. */
  readonly rate: number;
  readonly seconds: number;
}

interface Waits {
  readonly p50: number;
  readonly p99: number;
  readonly most: number;
}

export interface Lived {
  readonly events: number;
  /** How many events a second were really appended. */
  readonly rate: number;
  /** Milliseconds from the call and from the answer of an append until all read models had come so far. */
  readonly sinceAsked: Waits;
  readonly sinceAnswered: Waits;
}

interface Pending {
  readonly position: number;
  readonly asked: number;
  readonly answered: number;
}

const betweenLooks = 2; // milliseconds, which the waits contain
const warmingUp = 3; // seconds that do not count

const waitsOf = (values: ReadonlyArray<number>): Waits => ({
  p50: quantile(values, 0.5),
  p99: quantile(values, 0.99),
  most: quantile(values, 1),
});

/** What goes on at the desk is appended as it happens, evenly spread, and watched until it is visible. */
export const living = async ({ events, rate, seconds, ...place }: Living): Promise<Lived> => {
  const { log, codec, readModels, close } = await openDesk(place);
  const happenings = desk(events);
  for (let before = 0; before < events;) before += happenings.next().value.events.length;
  const pending: Pending[] = [];
  const seen: { readonly sinceAsked: number; readonly sinceAnswered: number }[] = [];
  const began = performance.now();
  let [appended, underWay, isOver] = [0, 0, false];

  const append = async (): Promise<number> => {
    const happening = happenings.next().value;
    const { stream, expected, events: brought } = appendOf(codec, happening);
    const asked = performance.now();
    underWay += 1;
    const answer = run(log.append(stream, expected, brought));
    answer
      .then(({ position }) => {
        underWay -= 1;
        pending.push({ position, asked, answered: performance.now() });
      })
      .catch((error: unknown) => {
        console.error(error);
        process.exit(1);
      });
    return brought.length;
  };

  const watched = async (): Promise<void> => {
    while (!isOver || pending.length > 0 || underWay > 0) {
      const reached = await run(readModels.position());
      const now = performance.now();
      const open = pending.splice(0);
      for (const one of open)
        if (one.position > reached) pending.push(one);
        else if (one.asked - began > warmingUp * 1_000)
          seen.push({ sinceAsked: now - one.asked, sinceAnswered: now - one.answered });
      await pause(betweenLooks);
    }
  };

  const watching = watched();
  for (let elapsed = 0; elapsed < seconds + warmingUp; elapsed = (performance.now() - began) / 1_000) {
    while (appended < rate * elapsed) appended += await append();
    await pause(1);
  }
  const took = (performance.now() - began) / 1_000;
  isOver = true;
  await watching;
  await close();
  return {
    events: appended,
    rate: appended / took,
    sinceAsked: waitsOf(seen.map(({ sinceAsked }) => sinceAsked)),
    sinceAnswered: waitsOf(seen.map(({ sinceAnswered }) => sinceAnswered)),
  };
};
