import { createNoopMeter, type Meter } from '@opentelemetry/api';

// Those of OpenTelemetry's convention for calls of a database: seconds.
const advice = { explicitBucketBoundaries: [0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5, 10] };

/** What is counted and measured of a store. */
export const instruments = (meter: Meter = createNoopMeter()) => ({
  appendDuration: meter.createHistogram('casebook.append.duration', {
    unit: 's',
    description: 'From asking for an append to its answer.',
    advice,
  }),
  readDuration: meter.createHistogram('casebook.read.duration', {
    unit: 's',
    description: 'From asking for events or the head of the log to the answer.',
    advice,
  }),
  eventsAppended: meter.createCounter('casebook.append.events', {
    unit: '{event}',
    description: 'Events written; repetitions write none.',
  }),
  eventsRead: meter.createCounter('casebook.read.events', {
    unit: '{event}',
    description: 'Events given to readers and subscribers.',
  }),
  conflicts: meter.createCounter('casebook.append.conflicts', {
    unit: '{append}',
    description: 'Appends refused since somebody else had written meanwhile.',
  }),
});

export const lagGauges = (meter: Meter) => ({
  events: meter.createObservableGauge('casebook.consumer.lag', {
    unit: '{event}',
    description: 'Positions from what a consumer has dealt with to the head of the log: no fewer than its events.',
  }),
  seconds: meter.createObservableGauge('casebook.consumer.delay', {
    unit: 's',
    description: 'For how long the log has known the first event that a consumer has not dealt with.',
  }),
});
