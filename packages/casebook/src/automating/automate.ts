import type { TaskEither } from 'fp-ts/TaskEither';
import type { Desk } from '../desk';
import { run } from '../run';
import { automation } from '../actors';
import { delivering, type DeliveringDependencies, type Telling } from './delivering';
import type { AnyReaction } from './reaction';
import { reacting } from './reacting';
import { repeatedly } from './repeatedly';
import type { OnTrouble } from './trouble';

export interface Automating {
  /** Hears of all that could not be done, as it happens. */
  readonly onTrouble: OnTrouble;
  /** How those are told whom the rulebook wants to be told; nobody is where it is left out. */
  readonly telling?: Telling;
  /** What happens by itself when something happens, at each of these tenants. */
  readonly reacting?: { readonly tenants: ReadonlyArray<string>; readonly reactions: ReadonlyArray<AnyReaction> };
  /** Milliseconds from one look at what is due to the next; 500 by default. */
  readonly every?: number;
}

/** What goes on by itself. */
export interface Automations {
  /** Lets what is under way come to its end; nothing begins any more. */
  readonly stop: () => Promise<void>;
}

interface Dependencies extends DeliveringDependencies {
  readonly observeTime: () => TaskEither<{ readonly type: string }, unknown>;
  readonly as: (who: { readonly tenant: string; readonly actor: ReturnType<typeof automation> }) => Desk;
}

/**
 * Time, notifications and reactions, until they are stopped. Any number of processes may do this at once: what time brings is the same
 * from each, and each tenant's notifications and reactions are in the hands of one of them, taken over within ten seconds of its death.
 */
export const automating =
  ({ observeTime, as, ...dependencies }: Dependencies) =>
  ({
    onTrouble,
    telling,
    reacting: { tenants, reactions } = { tenants: [], reactions: [] },
    every = 500,
  }: Automating): Automations => {
    const stopping = new AbortController();
    const { signal } = stopping;
    const courier = telling === undefined ? undefined : delivering(dependencies, telling);
    const loops = [
      repeatedly({ doing: 'time', every, signal, onTrouble }, () => run(observeTime())),
      ...(courier === undefined
        ? []
        : [repeatedly({ doing: 'notifications', every, signal, onTrouble }, () => courier.deliverDue(signal))]),
      ...tenants.flatMap((tenant) =>
        reactions.map((one) =>
          reacting(one, as({ tenant, actor: automation(one.name) }), {
            doing: `${one.name} at ${tenant}`,
            signal,
            onTrouble,
          }),
        ),
      ),
    ];
    let stopped: Promise<void> | undefined;
    const stop = async (): Promise<void> => {
      stopping.abort();
      await Promise.all(loops);
      await courier?.end();
    };
    return { stop: () => (stopped ??= stop()) };
  };
