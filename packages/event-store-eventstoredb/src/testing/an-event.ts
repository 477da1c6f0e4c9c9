import { eventIdOf, type NewEvent, type StreamName } from '@casebook/event-store';
import { Actor, Instant, literal } from '@casebook/vocabulary';
import { streamOf } from './opened';

/** What a program without jest appends. */
export const newEvent = (): readonly [StreamName, { readonly is: 'any' }, [NewEvent]] => [
  streamOf('one'),
  { is: 'any' },
  [
    {
      id: eventIdOf('one', 0),
      type: 'Happened',
      schema: 1,
      data: '{}',
      occurredAt: literal(Instant, '2026-03-01T12:00:00.000Z'),
      actor: literal(Actor, { kind: 'agent', id: 'ada', onBehalfOf: null }),
      commandId: null,
      correlationId: 'one',
      causationId: null,
      saidAt: null,
      source: null,
      wake: null,
    },
  ],
];
