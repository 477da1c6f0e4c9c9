import type { BatchObservableCallback, Meter } from '@opentelemetry/api';
import * as E from 'fp-ts/Either';
import type { EventStore, LogFilter } from '@casebook/event-store';
import { instantOf, millisBetween, type Instant } from '@casebook/vocabulary';
import { attribute } from './attributes';
import { lagGauges } from './instruments';

/** Somebody who deals with the log in its order. */
export interface Consumer {
  readonly name: string;
  readonly filter?: LogFilter;
  /** Up to here it has dealt with the log; undefined where that is not known now. */
  readonly position: () => Promise<number | undefined>;
}

export interface Lag {
  readonly events: number;
  readonly seconds: number;
}

export interface ObserveLag {
  readonly log: Pick<EventStore, 'head' | 'readAll'>;
  readonly meter: Meter;
  /** Asked whenever metrics are collected; of several with one name the one farthest behind is told. */
  readonly consumers: () => Iterable<Consumer>;
  readonly clock?: (() => Instant) | undefined;
}

const lagOf = async (
  log: ObserveLag['log'],
  { filter = {}, position }: Consumer,
  now: Instant,
): Promise<Lag | undefined> => {
  const [dealt, head] = [await position(), await log.head()()];
  if (dealt === undefined || E.isLeft(head)) return undefined;
  if (dealt >= head.right) return { events: 0, seconds: 0 };
  const page = await log.readAll({ after: dealt, upTo: head.right, limit: 1, filter })();
  if (E.isLeft(page)) return undefined;
  const [first] = page.right.events;
  if (first === undefined) return { events: 0, seconds: 0 };
  return { events: head.right - dealt, seconds: Math.max(millisBetween(first.recordedAt, now), 0) / 1000 };
};

/** Tells how far behind consumers are, in events and in seconds, whenever metrics are collected. Gives what ends it. */
export const observeLag = ({
  log,
  meter,
  consumers,
  clock = () => instantOf(Date.now()),
}: ObserveLag): (() => void) => {
  const { events, seconds } = lagGauges(meter);
  const observe: BatchObservableCallback = async (result) => {
    const lags = new Map<string, Lag>();
    for (const consumer of [...consumers()]) {
      const lag = await lagOf(log, consumer, clock());
      const other = lags.get(consumer.name);
      if (lag !== undefined && (other === undefined || lag.events > other.events)) lags.set(consumer.name, lag);
    }
    for (const [name, lag] of lags) {
      result.observe(events, lag.events, { [attribute.consumer]: name });
      result.observe(seconds, lag.seconds, { [attribute.consumer]: name });
    }
  };
  meter.addBatchObservableCallback(observe, [events, seconds]);
  return () => meter.removeBatchObservableCallback(observe, [events, seconds]);
};
