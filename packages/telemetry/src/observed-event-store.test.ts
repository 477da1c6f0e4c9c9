import { SpanStatusCode, type Attributes } from '@opentelemetry/api';
import {
  AggregationTemporality,
  InMemoryMetricExporter,
  MeterProvider,
  PeriodicExportingMetricReader,
} from '@opentelemetry/sdk-metrics';
import { BasicTracerProvider, InMemorySpanExporter, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-base';
import * as TE from 'fp-ts/TaskEither';
import { memoryEventStore, streamName, type EventStore, type StoreUnavailable } from '@casebook/event-store';
import { eventStoreContract, newEvent, newEvents } from '@casebook/event-store/contract';
import { Instant, literal, TenantId } from '@casebook/vocabulary';
import { observedEventStore } from './observed-event-store';

const stream = streamName({ category: 'thing', tenant: literal(TenantId, 'acme'), id: 'one' });
const secret = 'a name that nobody may see';

/** A store in memory whose spans and metrics are kept. */
const observing = (of: EventStore, clock?: () => Instant, temporality = AggregationTemporality.CUMULATIVE) => {
  const spans = new InMemorySpanExporter();
  const metrics = new InMemoryMetricExporter(temporality);
  const reader = new PeriodicExportingMetricReader({ exporter: metrics, exportIntervalMillis: 3_600_000 });
  const tracers = new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(spans)] });
  const meters = new MeterProvider({ readers: [reader] });
  const tracer = tracers.getTracer('test');
  const meter = meters.getMeter('test');
  const store = observedEventStore(of, { tracer, meter, ...(clock === undefined ? {} : { clock }) });
  return {
    store,
    spans: () => spans.getFinishedSpans(),
    /** What was measured last, by the metric's name and attributes; of a histogram its count. */
    measured: async (
      name: string,
    ): Promise<ReadonlyArray<{ readonly attributes: Attributes; readonly value: number }>> => {
      metrics.reset();
      await reader.forceFlush();
      const all = metrics.getMetrics().flatMap(({ scopeMetrics }) => scopeMetrics.flatMap((scope) => scope.metrics));
      return all
        .filter(({ descriptor }) => descriptor.name === name)
        .flatMap(({ dataPoints }) =>
          dataPoints.map(({ attributes, value }) => ({
            attributes,
            value: typeof value === 'number' ? value : value.count,
          })),
        );
    },
    all: async (): Promise<string> => {
      await reader.forceFlush();
      return JSON.stringify([
        metrics.getMetrics(),
        spans.getFinishedSpans().map(({ name, attributes, status, events }) => [name, attributes, status, events]),
      ]);
    },
    close: async () => {
      await store.close();
      await meters.shutdown();
      await tracers.shutdown();
    },
  };
};

eventStoreContract('observedEventStore over memoryEventStore', async () => {
  const { store, close } = observing(memoryEventStore());
  return { ...store, close };
});

eventStoreContract('observedEventStore without tracer and meter', async () =>
  observedEventStore(memoryEventStore(), {}),
);

describe('an observed store', () => {
  test('tells of an append what it was for and what came of it', async () => {
    const { store, spans, measured, close } = observing(memoryEventStore());
    const events = newEvents('one', 2);
    await store.append(stream, { is: 'noStream' }, events)();
    await store.append(stream, { is: 'noStream' }, events)();
    await store.append(stream, { is: 'revision', revision: 7 }, [newEvent('other')])();
    const common = { 'casebook.stream.category': 'thing', 'casebook.tenant': 'acme' };
    expect(spans().map(({ name, attributes, status }) => ({ name, attributes, status: status.code }))).toEqual([
      {
        name: 'casebook.append',
        attributes: {
          ...common,
          'casebook.event.count': 2,
          'casebook.expected': 'noStream',
          'casebook.outcome': 'appended',
          'casebook.revision': 1,
          'casebook.position': 2,
        },
        status: SpanStatusCode.UNSET,
      },
      {
        name: 'casebook.append',
        attributes: {
          ...common,
          'casebook.event.count': 2,
          'casebook.expected': 'noStream',
          'casebook.outcome': 'repeated',
          'casebook.revision': 1,
          'casebook.position': 2,
        },
        status: SpanStatusCode.UNSET,
      },
      {
        name: 'casebook.append',
        attributes: {
          ...common,
          'casebook.event.count': 1,
          'casebook.expected': 'revision',
          'casebook.expected.revision': 7,
          'casebook.outcome': 'RevisionConflict',
        },
        status: SpanStatusCode.UNSET,
      },
    ]);
    const category = { 'casebook.stream.category': 'thing' };
    expect(await measured('casebook.append.events')).toEqual([{ attributes: category, value: 2 }]);
    expect(await measured('casebook.append.conflicts')).toEqual([{ attributes: category, value: 1 }]);
    expect(await measured('casebook.append.duration')).toEqual(
      ['appended', 'repeated', 'RevisionConflict'].map((outcome) => ({
        attributes: { ...category, 'casebook.outcome': outcome },
        value: 1,
      })),
    );
    await close();
  });

  test('tells of reading how much was read', async () => {
    const { store, spans, measured, close } = observing(memoryEventStore());
    await store.append(stream, { is: 'any' }, newEvents('one', 3))();
    await store.readStream(stream, { from: 1 })();
    await store.readAll({ after: 0, limit: 10, filter: { categories: ['thing'] } })();
    await store.readByStream?.({ upTo: 3, limit: 2 })();
    await store.head()();
    for await (const page of store.subscribe({ after: 0, name: 'billing' })) if (page.end) break;
    expect(
      spans()
        .slice(1)
        .map(({ name, attributes }) => [name, attributes['casebook.event.count'], attributes['casebook.position']]),
    ).toEqual([
      ['casebook.read_stream', 2, undefined],
      ['casebook.read_all', 3, 3],
      ['casebook.read_by_stream', 2, undefined],
      ['casebook.head', 0, 3],
      ['casebook.subscription.page', 3, 3],
    ]);
    expect(await measured('casebook.read.events')).toEqual([
      { attributes: { 'casebook.operation': 'read_stream' }, value: 2 },
      { attributes: { 'casebook.operation': 'read_all' }, value: 3 },
      { attributes: { 'casebook.operation': 'read_by_stream' }, value: 2 },
      { attributes: { 'casebook.operation': 'subscribe' }, value: 3 },
    ]);
    expect(await measured('casebook.read.duration')).toHaveLength(4);
    await close();
  });

  test('tells of a failure its type, and of nothing its content', async () => {
    const down: StoreUnavailable = { type: 'StoreUnavailable', message: `key (${secret}) exists` };
    const working = memoryEventStore();
    const { store, spans, all, close } = observing({
      ...working,
      readStream: () => TE.left(down),
      head: () => () => Promise.reject(new RangeError(secret)),
    });
    await store.append(stream, { is: 'any' }, [newEvent('one', { data: JSON.stringify({ secret }) })])();
    await store.readStream(stream)();
    await expect(store.head()()).rejects.toThrow(secret);
    for await (const page of store.subscribe({ after: 0 })) if (page.end) break;
    const failures = spans().filter(({ status }) => status.code === SpanStatusCode.ERROR);
    expect(failures.map(({ name, attributes }) => [name, attributes['error.type']])).toEqual([
      ['casebook.read_stream', 'StoreUnavailable'],
      ['casebook.head', 'RangeError'],
    ]);
    expect(await all()).not.toContain(secret);
    await close();
  });

  test('tells how far each subscription is behind, until it ends', async () => {
    const at = (time: string) => literal(Instant, `2026-03-01T12:00:${time}.000Z`);
    let now = at('00');
    const { store, measured, close } = observing(
      memoryEventStore({ clock: () => now }),
      () => now,
      AggregationTemporality.DELTA,
    );
    const lags = async () => [
      (await measured('casebook.consumer.lag')).map(({ attributes, value }) => [
        attributes['casebook.consumer'],
        value,
      ]),
      (await measured('casebook.consumer.delay')).map(({ value }) => value),
    ];
    await store.append(stream, { is: 'any' }, newEvents('one', 3))();
    const stopping = new AbortController();
    const pages = store.subscribe({ after: 0, name: 'billing', signal: stopping.signal })[Symbol.asyncIterator]();
    await pages.next();
    now = at('30');
    expect(await lags()).toEqual([[['billing', 3]], [30]]);
    const next = pages.next();
    expect(await lags()).toEqual([[['billing', 0]], [0]]);
    await store.append(stream, { is: 'any' }, newEvents('two', 2))();
    await next;
    now = at('50');
    expect(await lags()).toEqual([[['billing', 2]], [20]]);
    stopping.abort();
    await pages.next();
    expect(await lags()).toEqual([[], []]);
    await close();
  });

  test('has no lag where all that is left is not for the subscription', async () => {
    const { store, measured, close } = observing(memoryEventStore());
    const subscription = { after: 0, name: 'none', filter: { types: ['None'] } };
    const pages = store.subscribe(subscription)[Symbol.asyncIterator]();
    const first = pages.next();
    await store.append(stream, { is: 'any' }, newEvents('one', 3))();
    expect(await measured('casebook.consumer.lag')).toEqual([
      { attributes: { 'casebook.consumer': 'none' }, value: 0 },
    ]);
    await first;
    await close();
  });
});
