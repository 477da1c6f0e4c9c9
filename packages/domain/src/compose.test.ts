import * as E from 'fp-ts/Either';
import { instantOf, plus, type Instant } from '@casebook/vocabulary';
import { compose } from './compose';
import type { Dated, Variant } from './message';
import type { Topic, TopicsOf } from './topic';

// A lamp that is switched on by hand, goes out by itself, and a log that counts.

interface Lamp {
  readonly slice: { readonly onSince: Instant | null };
  readonly command: Dated<'SwitchOn'> | Dated<'Break'>;
  readonly event: Dated<'SwitchedOn'> | Dated<'WentOut'>;
  readonly rejection: Variant<'Broken'>;
}
interface Log {
  readonly slice: { readonly lines: number };
  readonly command: never;
  readonly event: Dated<'Logged', { line: number }>;
  readonly rejection: never;
}
interface Alarm {
  readonly slice: null;
  readonly command: never;
  readonly event: Dated<'Rang', { lines: number }>;
  readonly rejection: never;
}
interface Subjects {
  readonly alarm: Alarm;
  readonly log: Log;
  readonly lamp: Lamp;
}
interface Shared {
  readonly seen: number;
}
type State = { readonly [K in keyof Subjects]: Subjects[K]['slice'] } & Shared;
type Event = Subjects[keyof Subjects]['event'];
interface Rules {
  readonly at: () => { readonly version: number };
}

const rules: Rules = { at: () => ({ version: 4 }) };
const start = instantOf(0);
const minute = 60_000;

const lamp: Topic<State, Lamp, Event, Rules> = {
  initial: { onSince: null },
  decide: {
    SwitchOn: ({ at }, { lamp: { onSince } }) => E.right(onSince === null ? [{ type: 'SwitchedOn', at }] : []),
    Break: () => E.left({ type: 'Broken' }),
  },
  evolve: { SwitchedOn: (_, { at }) => ({ onSince: at }), WentOut: () => ({ onSince: null }) },
  next: ({ lamp: { onSince } }) => {
    if (onSince === null) return undefined;
    const at = plus(onSince, minute);
    return { from: plus(at, 1), event: { type: 'WentOut', at } };
  },
};

const write = ({ at }: { readonly at: Instant }, { log: { lines } }: State): ReadonlyArray<Log['event']> => [
  { type: 'Logged', at, line: lines + 1 },
];

const log: Topic<State, Log, Event, Rules> = {
  initial: { lines: 0 },
  decide: {},
  evolve: { Logged: (_, { line }) => ({ lines: line }) },
  follow: { SwitchedOn: write, WentOut: write },
};

const alarm: Topic<State, Alarm, Event, Rules> = {
  initial: null,
  decide: {},
  evolve: { Rang: (slice) => slice },
  follow: { SwitchedOn: ({ at }, { log: { lines } }) => [{ type: 'Rang', at, lines }] },
};

const seen = { initial: 0, evolve: { Logged: (count: number) => count + 1, WentOut: (count: number) => count + 1 } };
const house = (topics: TopicsOf<Subjects, State, Rules>) => compose<Subjects, Shared, Rules>(topics, { seen });
const logFirst = house({ log, alarm, lamp });

const lit = logFirst.evolve(logFirst.initial, { type: 'SwitchedOn', at: start });
const out = { type: 'WentOut', at: plus(start, minute) } as const;
const logged = { type: 'Logged', at: plus(start, minute), line: 1 } as const;

describe('topics together', () => {
  test('are asked in the order of the table: one hears an event once those before it have nothing more to say', () => {
    const alarmFirst = house({ alarm, log, lamp });
    const command = { type: 'SwitchOn', at: start } as const;
    const rang = (lines: number) => ({ type: 'Rang', at: start, lines });
    const wrote = { type: 'Logged', at: start, line: 1 };
    expect(logFirst.decide(logFirst.initial, command, rules).answer).toEqual(
      E.right([{ type: 'SwitchedOn', at: start }, wrote, rang(1)]),
    );
    expect(alarmFirst.decide(alarmFirst.initial, command, rules).answer).toEqual(
      E.right([{ type: 'SwitchedOn', at: start }, rang(0), wrote]),
    );
  });

  test('let time bring what it has brought before a command is asked about, and what it brings stands if that is refused', () => {
    const broken = logFirst.decide(lit, { type: 'Break', at: plus(start, 2 * minute) }, rules);
    expect(broken).toEqual({ came: [out, logged], answer: E.left({ type: 'Broken' }) });
  });

  test('count what is due from its first instant on, not before', () => {
    expect(logFirst.observe(lit, plus(start, minute), rules).came).toEqual([]);
    expect(logFirst.observe(lit, plus(start, minute + 1), rules)).toEqual({
      came: [out, logged],
      answer: E.right([]),
    });
  });

  test('share folds over the events of all of them', () => {
    expect([out, logged].reduce(logFirst.evolve, lit).seen).toBe(2);
  });

  test('refuse a command whose consequences have no end', () => {
    const endless = house({ log: { ...log, follow: { ...log.follow, Logged: write } }, alarm, lamp });
    const { came, answer } = endless.decide(endless.initial, { type: 'SwitchOn', at: start }, rules);
    expect(came).toEqual([]);
    expect(answer).toEqual(
      E.left({ type: 'RulesLoop', rulebook: 4, chain: Array.from({ length: 12 }, () => 'Logged') }),
    );
  });

  test('say of time too that it has no end, and keep what it had brought', () => {
    const again: Topic<State, Lamp, Event, Rules> = { ...lamp, evolve: { ...lamp.evolve, WentOut: (slice) => slice } };
    const endless = house({ log, alarm, lamp: again });
    const { came, answer } = endless.observe(lit, plus(start, 2 * minute), rules);
    expect(came.slice(0, 2)).toEqual([out, logged]);
    expect(E.isLeft(answer) && answer.left).toMatchObject({ type: 'RulesLoop', rulebook: 4 });
  });
});
