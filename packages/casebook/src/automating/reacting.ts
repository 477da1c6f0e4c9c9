import * as E from 'fp-ts/Either';
import type { CaseEvent } from '@casebook/domain';
import type { Recorded } from '@casebook/event-store';
import type { Desk } from '../desk';
import { pause } from '../pause';
import type { AnyReaction } from './reaction';
import { repeatedly } from './repeatedly';
import type { OnTrouble } from './trouble';

/** Failures that pass: the same is tried again. */
const passing: ReadonlyArray<string> = ['StoreUnavailable', 'ReadModelsHeld', 'TooContended'];

const [shortest, longest] = [500, 60_000]; // milliseconds between two attempts

const answered = async (
  { name, act }: AnyReaction,
  happened: Recorded<CaseEvent>,
  desk: Desk,
  signal: AbortSignal,
  told: (failure: unknown) => void,
): Promise<void> => {
  const because = {
    commandId: `${happened.id}/${name}`,
    correlationId: happened.correlationId,
    causationId: happened.id,
  };
  for (let wait = shortest; !signal.aborted; wait = Math.min(wait * 2, longest)) {
    const outcome = await act(happened, desk, because)();
    if (E.isRight(outcome)) return;
    told(outcome.left);
    if (!passing.includes(outcome.left.type)) return;
    await pause(wait, signal);
  }
};

/** Goes on with a reaction at a desk until the signal aborts, one process at a time, from where it was. */
export const reacting = (
  one: AnyReaction,
  desk: Desk,
  { doing, signal, onTrouble }: { readonly doing: string; readonly signal: AbortSignal; readonly onTrouble: OnTrouble },
): Promise<void> =>
  repeatedly({ doing, every: shortest, signal, onTrouble }, async () => {
    for await (const happened of desk.events.subscribe({ name: `automation/${one.name}`, types: one.on, signal }))
      await answered(one, happened, desk, signal, (failure) => onTrouble({ doing, failure }));
  });
