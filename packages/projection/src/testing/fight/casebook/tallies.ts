import * as t from 'io-ts';
import { eventCodec, type Recorded } from '@casebook/event-store';
import { Instant } from '@casebook/vocabulary';
import { count, instant, json, memo, millis } from '../../../column';
import { rowOf, rowsOf } from '../../../projection';

export type TallyEvent =
  | { readonly type: 'Added'; readonly at: Instant; readonly amount: number }
  | { readonly type: 'AddedMore'; readonly at: Instant; readonly amount: number };

export const tallyCodec = eventCodec<TallyEvent>({
  Added: { codec: t.strict({ type: t.literal('Added'), at: Instant, amount: t.number }), upcasts: [] },
  AddedMore: { codec: t.strict({ type: t.literal('AddedMore'), at: Instant, amount: t.number }), upcasts: [] },
});

type Told = Recorded<TallyEvent>;

const begun = ({ position, revision, occurredAt, event: { amount } }: Told) => ({
  events: 1,
  sum: amount,
  positions: [position],
  last_revision: revision,
  last_at: occurredAt,
  disorder: 0,
});

interface Tally extends Omit<ReturnType<typeof begun>, 'positions'> {
  readonly positions: ReadonlyArray<number>;
}

const further = (row: Tally, { position, revision, occurredAt, event: { amount } }: Told): Tally => {
  const isLater = occurredAt > row.last_at || (occurredAt === row.last_at && revision > row.last_revision);
  return {
    events: row.events + 1,
    sum: row.sum + amount,
    positions: [...row.positions, position],
    last_revision: revision,
    last_at: occurredAt,
    disorder: isLater ? row.disorder : row.disorder + 1,
  };
};

/** Counts, and forgives nothing: an event that comes twice or out of order leaves its trace. Rows say which version made them. */
export const talliesOf = (version: number) =>
  rowOf<TallyEvent>()({
    name: 'tallies',
    version,
    comment: 'One row a stream: what was counted of it',
    columns: {
      events: count('how many'),
      sum: millis('of their amounts'),
      positions: json<ReadonlyArray<number>>('of all of them, as they were counted'),
      last_revision: memo(count('of the last one')),
      last_at: memo(instant('when the last one happened')),
      disorder: count('how many came again, or after one that happened later'),
      made_by: count('which version of this read model wrote it last'),
    },
    starts: {
      Added: (told) => ({ ...begun(told), made_by: version }),
      AddedMore: (told) => ({ ...begun(told), made_by: version }),
    },
    changes: {
      Added: (row, told) => ({ ...further(row, told), made_by: version }),
      AddedMore: (row, told) => ({ ...further(row, told), made_by: version }),
    },
  });

interface Entry {
  readonly revision: number;
  readonly position: number;
  readonly amount: number;
  readonly times: number;
  readonly place: number;
}

const entered = (rows: ReadonlyArray<Entry>, { revision, position, event: { amount } }: Told): ReadonlyArray<Entry> =>
  rows.some((row) => row.revision === revision)
    ? rows.map((row) => (row.revision === revision ? { ...row, times: row.times + 1 } : row))
    : [...rows, { revision, position, amount, times: 1, place: rows.length }];

/** A row an event, so that a table of many rows a stream is fought over too. */
export const entries = rowsOf<TallyEvent>()({
  name: 'entries',
  version: 1,
  comment: 'One row an event',
  key: ['revision'],
  columns: {
    revision: count('of the event'),
    position: millis('of the event'),
    amount: millis('what it added'),
    times: count('how often it was counted'),
    place: count('how many of its stream were counted before it'),
  },
  on: { Added: entered, AddedMore: entered },
});
