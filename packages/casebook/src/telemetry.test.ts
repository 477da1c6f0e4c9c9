import { spawnSync } from 'node:child_process';
import { metrics, trace } from '@opentelemetry/api';
import {
  AggregationTemporality,
  InMemoryMetricExporter,
  MeterProvider,
  PeriodicExportingMetricReader,
} from '@opentelemetry/sdk-metrics';
import { BasicTracerProvider, InMemorySpanExporter, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-base';
import { agent, openCasebook, run } from '@casebook/casebook';

const spans = new InMemorySpanExporter();
const measured = new InMemoryMetricExporter(AggregationTemporality.CUMULATIVE);
const reader = new PeriodicExportingMetricReader({ exporter: measured, exportIntervalMillis: 3_600_000 });
const tracers = new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(spans)] });
const meters = new MeterProvider({ readers: [reader] });

beforeAll(() => {
  trace.setGlobalTracerProvider(tracers);
  metrics.setGlobalMeterProvider(meters);
});
afterAll(async () => {
  await tracers.shutdown();
  await meters.shutdown();
});

/** The last value of a gauge for a consumer. */
const gauge = async (name: string, consumer: string): Promise<unknown> => {
  measured.reset();
  await reader.forceFlush();
  return measured
    .getMetrics()
    .flatMap(({ scopeMetrics }) => scopeMetrics.flatMap((scope) => scope.metrics))
    .filter(({ descriptor }) => descriptor.name === name)
    .flatMap((metric) => [...metric.dataPoints])
    .find(({ attributes }) => attributes['casebook.consumer'] === consumer)?.value;
};

test('a casebook tells its appends, its reading, and how far read models and subscriptions are behind', async () => {
  // #region open
  const casebook = await openCasebook({
    memory: true,
    telemetry: { tracer: trace.getTracer('desk'), meter: metrics.getMeter('desk') },
  });
  // #endregion
  const desk = casebook.as({ tenant: 'acme', actor: agent('ada') });
  const { id } = await run(desk.cases.create({ channel: 'chat', subject: 'Screen stays dark' }));
  const appended = spans.getFinishedSpans().filter(({ name }) => name === 'casebook.append');
  expect(appended.map(({ attributes }) => attributes)).toContainEqual(
    expect.objectContaining({
      'casebook.stream.category': 'case',
      'casebook.tenant': 'acme',
      'casebook.expected': 'noStream',
      'casebook.outcome': 'appended',
    }),
  );
  expect(JSON.stringify(spans.getFinishedSpans().map(({ attributes }) => attributes))).not.toContain('Screen');

  expect(await gauge('casebook.consumer.lag', 'read models')).toBeGreaterThan(0);
  expect(await gauge('casebook.consumer.delay', 'read models')).toBeGreaterThanOrEqual(0);
  await run(desk.queues.counts());
  expect(await gauge('casebook.consumer.lag', 'read models')).toBe(0);
  expect(await gauge('casebook.consumer.delay', 'read models')).toBe(0);

  const events = desk.events.subscribe({ name: 'billing', types: ['NoteAdded'] });
  await run(desk.cases.addNote(id, { body: 'Called back.' }));
  await events.next();
  await run(desk.cases.addNote(id, { body: 'Called again.' }));
  expect(await gauge('casebook.consumer.lag', 'billing')).toBeGreaterThan(0);
  await events.return(undefined);
  await casebook.close();
});

test('a casebook without telemetry loads nothing of it', () => {
  const program = `
    require('@casebook/casebook').openCasebook({ memory: true }).then(async (casebook) => {
      await casebook.close();
      const loaded = Object.keys(require.cache).filter((file) => /opentelemetry|packages.telemetry/.test(file));
      process.stdout.write(JSON.stringify(loaded));
    });`;
  const { stdout } = spawnSync(
    process.execPath,
    ['--conditions=casebook:source', '--require', 'esbuild-register', '--eval', program],
    { cwd: __dirname, encoding: 'utf8' },
  );
  expect(stdout).toBe('[]');
});
