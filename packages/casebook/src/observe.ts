import * as E from 'fp-ts/Either';
import type { EventStore } from '@casebook/event-store';
import type { ReadModels } from '@casebook/projection';
import type { Telemetry } from '@casebook/telemetry';
import type { Clock } from './clock';

export interface Observed {
  readonly log: EventStore;
  /** Tells how far they are behind; gives what ends it. */
  readonly observeReadModels: (readModels: ReadModels) => () => void;
}

/** The log as telemetry sees it; without telemetry the log itself, and nothing is loaded for it. */
export const observe = async (
  log: EventStore,
  telemetry: Omit<Telemetry, 'clock'> | undefined,
  clock: Clock,
): Promise<Observed> => {
  if (telemetry === undefined) return { log, observeReadModels: () => () => undefined };
  const { observedEventStore, observeLag } = await import('@casebook/telemetry');
  const { meter } = telemetry;
  return {
    log: observedEventStore(log, { ...telemetry, clock }),
    observeReadModels: (readModels) => {
      if (meter === undefined) return () => undefined;
      const position = async (): Promise<number | undefined> => {
        const folded = await readModels.position()();
        return E.isRight(folded) ? folded.right : undefined;
      };
      return observeLag({ log, meter, clock, consumers: () => [{ name: 'read models', position }] });
    },
  };
};
