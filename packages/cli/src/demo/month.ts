import * as E from 'fp-ts/Either';
import { epochMillis, instantOf, type Instant } from '@casebook/vocabulary';
import { arrivals } from './arrivals';
import { chance } from './chance';
import { life, type Life } from './life';
import { byHour, together, type Due } from './play';
import type { Scenery } from './scenery';

export interface Month {
  readonly from: Instant;
  /** Not included. */
  readonly to: Instant;
  readonly cases: number;
  readonly seed: number;
}

/** What came of it. */
export interface Played {
  readonly cases: number;
  readonly commands: number;
  /** How many notifications were delivered. */
  readonly mails: number;
  /** How often a command was refused, by the reason's name. */
  readonly refused: { readonly [reason: string]: number };
}

const hour = 3_600_000;
const day = 24 * hour;

/** The end of the hour of the clock. */
const endOfHour = (at: Instant): Instant => instantOf(Math.floor(epochMillis(at) / hour + 1) * hour);

/** Plays a month, hour by hour: the cases of an hour at the same time, the steps of a case in turn. Every midnight shows what time has brought. */
export const playMonth = async (
  { casesAs, setClock, observe, mail }: Scenery,
  { from, to, cases, seed }: Month,
  onProgress: (done: number, of: number) => void,
): Promise<Played> => {
  const random = chance(seed);
  const lives = arrivals(cases, from, to, random).map((at, index) => life(at, index, random));
  const refused = new Map<string, number>();
  let commands = 0;
  let mails = 0;

  /** What time has brought, and what was to be said of it. */
  const passed = async (): Promise<void> => {
    await observe();
    mails += (await mail()).length;
  };

  const answered = <A>(answer: E.Either<{ readonly type: string }, A>): A | undefined => {
    commands += 1;
    if (E.isRight(answer)) return answer.right;
    refused.set(answer.left.type, (refused.get(answer.left.type) ?? 0) + 1);
    return undefined;
  };

  const dues = ({ begins, by, create, steps }: Life, of: number): ReadonlyArray<Due> => {
    let id: string | undefined;
    const beginning: Due = {
      at: begins,
      of,
      run: async () => {
        id = answered(await create(casesAs(by), { at: begins })())?.id;
      },
    };
    const rest = steps.map((step): Due => {
      const run = async (): Promise<void> => {
        if (id !== undefined) answered(await step.give(casesAs(step.by), id, { at: step.at })());
      };
      return { at: step.at, of, run };
    });
    return [beginning, ...rest].filter(({ at }) => at < to);
  };

  const due = lives.flatMap(dues).sort((a, b) => (a.at === b.at ? a.of - b.of : a.at < b.at ? -1 : 1));
  for (const { until, due: now } of byHour(due, endOfHour)) {
    setClock(until);
    await together(now);
    if (epochMillis(until) % day === 0) await passed();
    onProgress(commands, due.length);
  }
  setClock(to);
  await passed();
  return { cases, commands, mails, refused: Object.fromEntries(refused) };
};
