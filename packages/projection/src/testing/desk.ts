import * as fc from 'fast-check';
import * as t from 'io-ts';
import { eventCodec, type Recorded, type Schema, type StoredEvent } from '@casebook/event-store';
import * as E from 'fp-ts/Either';
import { Instant, instantOf, isStorableText } from '@casebook/vocabulary';
import { count, flag, instant, json, memo, millis, optional, text } from '../column';
import type { RecordedLog } from '../contract/recorded-log';
import { rowOf, rowsOf } from '../projection';

// A desk as small as can be, for the kernel's own tests: what its columns hold is as awkward as can be.

type Note = { readonly [word: string]: string | number | null | ReadonlyArray<string> };

export type DeskEvent =
  | { readonly type: 'Opened'; readonly at: Instant; readonly subject: string }
  | { readonly type: 'Assigned'; readonly at: Instant; readonly agent: string | null }
  | { readonly type: 'Noted'; readonly at: Instant; readonly note: Note; readonly size: number; readonly spent: number }
  | { readonly type: 'WaitStarted'; readonly at: Instant; readonly id: string }
  | { readonly type: 'WaitEnded'; readonly at: Instant; readonly id: string }
  | { readonly type: 'WaitWithdrawn'; readonly at: Instant; readonly id: string }
  | { readonly type: 'Closed'; readonly at: Instant };

const schema = <A extends DeskEvent>(codec: Schema<A>['codec']): Schema<A> => ({ codec, upcasts: [] });
const note = t.readonly(t.record(t.string, t.union([t.string, t.number, t.null, t.readonlyArray(t.string)])));

export const deskCodec = eventCodec<DeskEvent>({
  Opened: schema(t.strict({ type: t.literal('Opened'), at: Instant, subject: t.string })),
  Assigned: schema(t.strict({ type: t.literal('Assigned'), at: Instant, agent: t.union([t.string, t.null]) })),
  Noted: schema(t.strict({ type: t.literal('Noted'), at: Instant, note, size: t.number, spent: t.number })),
  WaitStarted: schema(t.strict({ type: t.literal('WaitStarted'), at: Instant, id: t.string })),
  WaitEnded: schema(t.strict({ type: t.literal('WaitEnded'), at: Instant, id: t.string })),
  WaitWithdrawn: schema(t.strict({ type: t.literal('WaitWithdrawn'), at: Instant, id: t.string })),
  Closed: schema(t.strict({ type: t.literal('Closed'), at: Instant })),
});

export const cases = rowOf<DeskEvent>()({
  name: 'cases',
  version: 1,
  comment: "One row a case: what is it, and who's on it",
  columns: {
    subject: text("in the customer's words"),
    open: flag('not closed yet'),
    agent: optional(text('who has it')),
    opened_at: instant('when it began'),
    closed_at: optional(instant('when it was closed; empty while it is open')),
    events: count('how many events say something of it'),
    order: count('a column may be called what it is, reserved or not'),
    spent: millis('working time, in milliseconds'),
    note: json<Note>('the last note'),
    agents: memo(json<ReadonlyArray<string>>('all who had it')),
  },
  indexes: [
    { on: ['agent', 'opened_at'], where: 'open' },
    { on: ['opened_at'], acrossTenants: true },
  ],
  starts: {
    Opened: ({ event, occurredAt }) => ({
      subject: event.subject,
      open: true,
      agent: null,
      opened_at: occurredAt,
      closed_at: null,
      events: 1,
      order: 0,
      spent: 0,
      note: {},
      agents: [],
    }),
  },
  changes: {
    Assigned: ({ agents, events }, { event: { agent } }) => ({
      agent,
      agents: agent === null ? agents : [...agents, agent],
      events: events + 1,
    }),
    Noted: ({ events }, { event }) => ({ note: event.note, order: event.size, spent: event.spent, events: events + 1 }),
    Closed: ({ events }, { occurredAt }) => ({ open: false, closed_at: occurredAt, events: events + 1 }),
  },
});

/** Its key is text, so that rows come in another order than they were made; a withdrawn wait's row goes. */
export const waits = rowsOf<DeskEvent>()({
  name: 'waits',
  version: 1,
  comment: 'One row a wait',
  key: ['id'],
  columns: {
    id: text('of the wait'),
    since: instant('when it began'),
    until: optional(instant('when it ended; empty while it lasts')),
    ordinal: count('the place it took among the waits of its case'),
  },
  on: {
    WaitStarted: (rows, { event: { id }, occurredAt }) =>
      rows.some((row) => row.id === id)
        ? rows
        : [...rows, { id, since: occurredAt, until: null, ordinal: rows.length }],
    WaitEnded: (rows, { event: { id }, occurredAt }) =>
      rows.map((row) => (row.id === id && row.until === null ? { ...row, until: occurredAt } : row)),
    WaitWithdrawn: (rows, { event: { id } }) => rows.filter((row) => row.id !== id),
  },
});

/** Rows that last from one instant to another, and are what they are from their beginning. */
export const holders = rowsOf<DeskEvent>()({
  name: 'holders',
  version: 1,
  comment: 'One row for each agent who had a case, from when to when',
  key: ['ordinal'],
  columns: {
    ordinal: count('first, second and so on'),
    agent: optional(text('who has it')),
    since: instant('when it began'),
    until: optional(instant('when it ended; empty while it lasts')),
    ended_by: optional(text('what ended it; empty while it lasts')),
    notes: memo(count('how much was noted meanwhile')),
  },
  lasts: { since: 'since', until: 'until', known: ['ended_by'] },
  on: {
    Assigned: (rows, { event: { agent }, occurredAt }) => [
      ...rows.map((row) => (row.until === null ? { ...row, until: occurredAt, ended_by: 'another' } : row)),
      { ordinal: rows.length, agent, since: occurredAt, until: null, ended_by: null, notes: 0 },
    ],
    Noted: (rows) => rows.map((row) => (row.until === null ? { ...row, notes: row.notes + 1 } : row)),
    Closed: (rows, { occurredAt }) =>
      rows.map((row) => (row.until === null ? { ...row, until: occurredAt, ended_by: 'closing' } : row)),
  },
});

const awkward = fc.oneof(
  fc.constantFrom('', '🧾', 'Ångström', 'a\\b"c{d},e', "it's", 'NULL', ' ', '\n\t', 'naïve', '\uffff', '\u{1F600}!'),
  fc.string({ unit: 'binary', maxLength: 12 }).filter(isStorableText),
);
const notes: fc.Arbitrary<Note> = fc.dictionary(
  awkward.filter((word) => word !== '__proto__'),
  fc.oneof(
    awkward,
    fc.constant(null),
    fc.double({ noNaN: true, noDefaultInfinity: true }).filter(plain),
    fc.array(awkward, { maxLength: 2 }),
  ),
  { maxKeys: 3 },
);

function plain(value: number): boolean {
  return !Object.is(value, -0);
}

const waitIds = fc.constantFrom('w1', 'w10', 'w2', '\uff5e', '🧾', 'Z', 'a');

type Undated = DeskEvent extends infer E ? (E extends DeskEvent ? Omit<E, 'at'> : never) : never;

const later: fc.Arbitrary<Undated> = fc.oneof(
  fc.record({ type: fc.constant('Assigned' as const), agent: fc.option(awkward) }),
  fc.record({
    type: fc.constant('Noted' as const),
    note: notes,
    size: fc.constantFrom(0, -1, 2 ** 31 - 1, -(2 ** 31) + 1),
    spent: fc.constantFrom(0, 2 ** 31, 2 ** 53 - 1, -(2 ** 53) + 1),
  }),
  fc.record({
    type: fc.constantFrom('WaitStarted' as const, 'WaitEnded' as const, 'WaitWithdrawn' as const),
    id: waitIds,
  }),
  fc.constant({ type: 'Closed' as const }),
);

/** Each begins with what opens the case, mostly. */
export const deskHistories: fc.Arbitrary<ReadonlyArray<DeskEvent>> = fc
  .tuple(
    fc.option(fc.record({ type: fc.constant('Opened' as const), subject: awkward }), { freq: 12 }),
    fc.array(fc.tuple(fc.nat(100_000_000), later), { minLength: 1, maxLength: 25, size: 'max' }),
  )
  .map(([opened, rest]) => {
    let millisSince = Date.UTC(2016, 0, 1);
    return [...(opened === null ? [] : [[0, opened] as const]), ...rest].map(([pause, event]) => {
      millisSince += pause;
      return { ...event, at: instantOf(millisSince) };
    });
  });

/** An event of the case with that id goes into the log. */
export const tell = (log: RecordedLog, id: string, event: DeskEvent): StoredEvent =>
  log.record({ id, ...deskCodec.encode(event) });

/** As many cases as asked for, five events each, told in turns. */
export const tellCases = (log: RecordedLog, from: number, to: number): void => {
  const at = (minutes: number) => instantOf(Date.UTC(2016, 0, 1) + minutes * 60_000);
  for (let minute = 0; minute < 5; minute += 1)
    for (let number = from; number < to; number += 1) {
      const event: DeskEvent[] = [
        { type: 'Opened', at: at(0), subject: `No ${number}` },
        { type: 'Assigned', at: at(1), agent: `agent ${number % 7}` },
        { type: 'WaitStarted', at: at(2), id: 'w1' },
        { type: 'WaitEnded', at: at(3), id: 'w1' },
        { type: 'Closed', at: at(4) },
      ];
      const told = event[minute];
      if (told !== undefined) tell(log, `C-${number}`, told);
    }
};

/** The log as handlers see it. */
export const decodedLog = (log: RecordedLog): ReadonlyArray<Recorded<DeskEvent>> =>
  log.events().map((stored) => {
    const decoded = deskCodec.decode(stored);
    if (E.isLeft(decoded)) throw new Error(JSON.stringify(decoded.left));
    return decoded.right;
  });
