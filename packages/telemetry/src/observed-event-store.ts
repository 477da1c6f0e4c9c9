import { streamParts, type EventStore, type StreamName } from '@casebook/event-store';
import type { Attributes } from '@opentelemetry/api';
import { attribute } from './attributes';
import { instruments } from './instruments';
import { observeLag, type Consumer } from './lag';
import { observedAppend } from './observed-append';
import { observedRead } from './observed-read';
import { filterAttributes, observedSubscribe } from './observed-subscribe';
import { spans } from './spans';
import type { Telemetry } from './telemetry';

const ofStream = (stream: StreamName): Attributes => {
  const { category, tenant } = streamParts(stream);
  return { [attribute.category]: category, [attribute.tenant]: tenant };
};

const counted = (events: ReadonlyArray<unknown>) => ({ events: events.length });

/** The same store, with a span for each call, metrics, and the lag of its subscriptions; content is never told. Closing it ends that. */
export const observedEventStore = (store: EventStore, { tracer, meter, clock }: Telemetry): EventStore => {
  const inSpan = spans(tracer);
  const made = instruments(meter);
  const reading = observedRead(inSpan, made);
  const subscriptions = new Set<Consumer>();
  const unobserve = meter && observeLag({ log: store, meter, consumers: () => subscriptions, clock });
  const { readByStream } = store;
  return {
    append: observedAppend(store.append, inSpan, made),
    readStream: (stream, options) =>
      reading({
        operation: 'read_stream',
        attributes: ofStream(stream),
        read: store.readStream(stream, options),
        told: counted,
      }),
    readAll: (options) =>
      reading({
        operation: 'read_all',
        attributes: filterAttributes(options.filter ?? {}),
        read: store.readAll(options),
        told: ({ events, position }) => ({ ...counted(events), attributes: { [attribute.position]: position } }),
      }),
    ...(readByStream === undefined
      ? {}
      : {
          readByStream: (options) =>
            reading({
              operation: 'read_by_stream',
              attributes: filterAttributes(options.filter ?? {}),
              read: readByStream(options),
              told: ({ events }) => counted(events),
            }),
        }),
    head: () =>
      reading({
        operation: 'head',
        attributes: {},
        read: store.head(),
        told: (position) => ({ events: 0, attributes: { [attribute.position]: position } }),
      }),
    subscribe: observedSubscribe(store.subscribe, tracer, made, subscriptions),
    close: async () => {
      unobserve?.();
      await store.close();
    },
  };
};
