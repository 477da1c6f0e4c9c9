import * as fc from 'fast-check';
import { Source, type Dated, type EventCodec } from '@casebook/event-store';
import { instantOf, literal, Text } from '@casebook/vocabulary';
import { recordedLog, type RecordedLog, type Told } from './recorded-log';

/** A stream's events, and which of them swap the instants at which they happened: late events. */
interface Story<Event> {
  readonly events: ReadonlyArray<Event>;
  readonly swaps: ReadonlyArray<readonly [number, number]>;
}

/** Several streams, interleaved, before they are recorded. */
export interface Stories<Event> {
  readonly stories: ReadonlyArray<Story<Event>>;
  /** Whose turn it is, again and again. */
  readonly turns: ReadonlyArray<number>;
  /** How much later than the one before the log learns an event; a clock that is set back learns it earlier. */
  readonly delays: ReadonlyArray<number>;
}

export const storiesOf = <Event extends Dated>(
  histories: fc.Arbitrary<ReadonlyArray<Event>>,
): fc.Arbitrary<Stories<Event>> =>
  fc.record({
    stories: fc.array(
      fc.record({
        events: histories,
        swaps: fc.oneof(
          { weight: 2, arbitrary: fc.constant([]) },
          { weight: 1, arbitrary: fc.array(fc.tuple(fc.nat(60), fc.nat(60)), { minLength: 1, maxLength: 3 }) },
        ),
      }),
      { minLength: 1, maxLength: 15, size: 'max' },
    ),
    turns: fc.array(fc.nat(1_000), { minLength: 1, maxLength: 50, size: 'max' }),
    delays: fc.array(fc.integer({ min: -100, max: 5_000 }), { minLength: 1, maxLength: 20, size: 'max' }),
  });

const swapped = <Event extends Dated>({ events, swaps }: Story<Event>): ReadonlyArray<Event> => {
  const instants = events.map(({ at }) => at);
  for (const [a, b] of swaps) {
    const [one, other] = [instants[a % instants.length], instants[b % instants.length]];
    if (one === undefined || other === undefined) continue;
    instants[a % instants.length] = other;
    instants[b % instants.length] = one;
  }
  return events.map((event, index) => ({ ...event, at: instants[index] ?? event.at }));
};

/** The log that such streams make, event by event: `next` records one more and is false at the end. */
export const recording = <Event extends Dated>(
  { stories, turns, delays }: Stories<Event>,
  codec: EventCodec<Event>,
): { readonly log: RecordedLog; readonly next: () => boolean } => {
  const log = recordedLog();
  const open = stories.map((story, index) => ({ id: `C-${index}`, events: [...swapped(story)] }));
  let step = 0;
  let learned = 1_800_000_000_000;
  const next = (): boolean => {
    const telling = open.filter(({ events }) => events.length > 0);
    const turn = turns[step % turns.length] ?? 0;
    const found = telling[turn % Math.max(telling.length, 1)];
    const event = found?.events.shift();
    if (found === undefined || event === undefined) return false;
    learned += delays[step % delays.length] ?? 0;
    const told: Told = {
      ...codec.encode(event),
      ...surroundings(turn + step, event),
      id: found.id,
      recordedAt: instantOf(learned),
    };
    log.record(told);
    step += 1;
    return true;
  };
  return { log, next };
};

/** What stands around an event varies too: who did it, where it was imported from, what time will bring. */
const surroundings = (variant: number, { type, at }: Dated): Partial<Told> => ({
  ...(variant % 3 === 0
    ? { actor: { kind: 'import', id: literal(Text, 'Resolver 7 🧾'), onBehalfOf: null } }
    : variant % 3 === 1
      ? { actor: { kind: 'customer', id: literal(Text, `c-${variant % 7}`), onBehalfOf: literal(Text, 'Zoë') } }
      : {}),
  source:
    variant % 4 === 0
      ? literal(Source, {
          system: 'csv',
          file: 'log.csv',
          row: variant + 1,
          ...(variant % 8 === 0 ? { activity: null, shows: null } : { activity: type, shows: 'Open' }),
        })
      : null,
  wake: variant % 5 === 0 ? at : null,
});
