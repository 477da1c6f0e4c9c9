import type { Recorded } from '@casebook/event-store';
import type { Instant } from '@casebook/vocabulary';
import type { Column } from './column';
import { pastColumns, type Lasts, type Past, type PastColumn } from './past';

/** What a projection folds: the type is looked up in its handlers. */
export interface Typed {
  readonly type: string;
}

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- columns of every type in one table; each keeps its own in `RowOf`
export type Columns = { readonly [name: string]: Column<any> };
export type RowOf<C extends Columns> = { readonly [K in keyof C]: C[K] extends Column<infer A> ? A : never };
export type Row = { readonly [column: string]: unknown };

/** What a query sees of a row: its tenant, its stream and the shown columns. */
export type ViewOf<P extends Projection> = { readonly tenant: string; readonly stream: string } & {
  readonly [K in keyof P['columns'] as P['columns'][K]['shown'] extends false ? never : K]: RowOf<P['columns']>[K];
};

/** The views of these projections by name, as kysely wants to know them. */
export type TablesOf<All extends ReadonlyArray<Projection>> = { readonly [P in All[number] as P['name']]: ViewOf<P> };

/** Speeds up queries, which ask for one tenant; `where` names a flag column that must be true. */
export interface Index<Name extends string> {
  /** After the tenant. */
  readonly on: ReadonlyArray<Name>;
  readonly where?: Name;
  /** True for the few queries that ask for all tenants at once: the tenant is left out. */
  readonly acrossTenants?: boolean;
}

/** A handler once its types have been checked: events of every type come through one table. */
type Handler<Given extends ReadonlyArray<unknown>, Made, More extends ReadonlyArray<unknown> = []> = {
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- each handler is typed for its own events where it is defined
  readonly [type: string]: ((...given: [...Given, Recorded<any>, ...More]) => Made) | undefined;
};

/** The row that a fold has made and nobody has seen but its handlers: it is changed in place, since copying a wide row for each event is dear. */
export interface Draft {
  row: { [column: string]: unknown } | null;
}

/**
 * A read model: the rows of one stream, folded by that stream's events and no others. The kernel keeps it live,
 * rebuilds it, answers as of any instant and checks it, all by this one definition.
 */
export interface Projection<C extends Columns = Columns, N extends string = string> {
  /** Snake case; the name of the view that people read. */
  readonly name: N;
  /** From 1; another version is another table, built beside this one. */
  readonly version: number;
  /** What one row is. */
  readonly comment: string;
  readonly columns: C;
  /** The columns that tell a stream's rows apart; none where a stream has one row. */
  readonly key: ReadonlyArray<string>;
  readonly indexes: ReadonlyArray<Index<string>>;
  readonly past: Past;
  /** By type of event. Rows in the order of their key in, all rows of the stream out; unchanged rows as the same objects. */
  readonly on: Handler<[rows: ReadonlyArray<Row>], ReadonlyArray<Row>, [draft?: Draft]>;
}

type Of<Event extends Typed, T extends Event['type']> = Extract<Event, { readonly type: T }>;
type Keys<R> = R extends unknown ? keyof R : never;
/** Refuses a handler that returns a column which is not there; a plain return type would let it through. */
type Exactly<H, Allowed extends PropertyKey> = {
  readonly [T in keyof H]: H[T] extends (...args: never) => infer R
    ? [Exclude<Keys<R extends ReadonlyArray<infer A> ? A : R>, Allowed>] extends [never]
      ? H[T]
      : { readonly 'not a column': Exclude<Keys<R extends ReadonlyArray<infer A> ? A : R>, Allowed> }
    : H[T];
};

interface Definition<C extends Columns, N extends string> {
  readonly name: N;
  readonly version: number;
  readonly comment: string;
  readonly columns: C;
  readonly indexes?: ReadonlyArray<Index<keyof C & string>>;
}

type Starts<Event extends Typed, C extends Columns> = {
  readonly [T in Event['type']]?: (recorded: Recorded<Of<Event, T>>) => RowOf<C>;
};
type Changes<Event extends Typed, C extends Columns> = {
  readonly [T in Event['type']]?: (row: RowOf<C>, recorded: Recorded<Of<Event, T>>) => Partial<RowOf<C>>;
};
type Folds<Event extends Typed, C extends Columns> = {
  readonly [T in Event['type']]?: (
    rows: ReadonlyArray<RowOf<C>>,
    recorded: Recorded<Of<Event, T>>,
  ) => ReadonlyArray<RowOf<C>>;
};

/** These names are the kernel's in a table of one row a stream. */
type NotOfThePast = { readonly [name in PastColumn]?: never };

const same = (row: Row, changed: Row): boolean => {
  for (const column in changed) if (!Object.is(row[column], changed[column])) return false;
  return true;
};

/**
 * One row a stream: `starts` where there is none, `changes` where there is. A row never goes; what is over says so in a column.
 * The kernel adds to each row when it began and when it changed last. A handler keeps no row that it was given: the same one may
 * come again, changed.
 */
export const rowOf =
  <Event extends Typed>() =>
  <const C extends Columns, const N extends string, S extends Starts<Event, C>, H extends Changes<Event, C>>(
    definition: Definition<C, N> & {
      readonly columns: NotOfThePast;
      readonly starts: S & Exactly<S, keyof C>;
      readonly changes: H & Exactly<H, keyof C>;
    },
  ): Projection<C, N> => {
    const { starts, changes, indexes = [], columns, ...rest } = definition;
    const start = starts as Handler<[], Row>; // `Starts` has checked each handler for itself
    const change = changes as Handler<[row: Row], Row>; // and `Changes` these
    const types = [...new Set([...Object.keys(start), ...Object.keys(change)])];
    const handler =
      (type: string) =>
      (rows: ReadonlyArray<Row>, recorded: Recorded<Typed>, draft: Draft = { row: null }): ReadonlyArray<Row> => {
        const at = recorded.occurredAt;
        const [row] = rows;
        if (row === undefined) {
          const started = start[type]?.(recorded);
          if (started === undefined) return rows;
          draft.row = { ...started, begun_at: at, changed_at: at };
          return [draft.row];
        }
        const changed = change[type]?.(row, recorded);
        if (changed === undefined || same(row, changed)) return rows;
        const own = draft.row === row ? draft.row : { ...row };
        Object.assign(own, changed, { changed_at: at });
        if (own === row) return rows;
        draft.row = own;
        return [own];
      };
    return {
      ...rest,
      columns: { ...columns, ...pastColumns, ...columns }, // the kernel's come last, and one of the same name is not hidden
      indexes,
      key: [],
      past: { by: 'change' },
      on: Object.fromEntries(types.map((type) => [type, handler(type)])),
    };
  };

type NamesOf<C extends Columns, A> = { readonly [K in keyof C]: RowOf<C>[K] extends A ? K : never }[keyof C] & string;
type NullableOf<C extends Columns> = { readonly [K in keyof C]: null extends RowOf<C>[K] ? K : never }[keyof C] &
  string;

/** `Lasts`, with columns that can be what it says of them. */
interface LastsOf<C extends Columns> extends Lasts {
  readonly since: NamesOf<C, Instant>;
  readonly until: NamesOf<C, Instant | null> & NullableOf<C>;
  readonly known?: ReadonlyArray<NullableOf<C>>;
}

/** Many rows a stream: intervals, messages, service levels. */
export const rowsOf =
  <Event extends Typed>() =>
  <const C extends Columns, const N extends string, H extends Folds<Event, C>>(
    definition: Definition<C, N> & {
      readonly key: ReadonlyArray<keyof C & string>;
      readonly on: H & Exactly<H, keyof C>;
      /** Where each row lasts from one instant to another: its past is then told from the row itself, without the log. */
      readonly lasts?: LastsOf<C>;
    },
  ): Projection<C, N> => {
    const { on, indexes = [], lasts, ...rest } = definition;
    return { ...rest, indexes, past: lasts === undefined ? { by: 'fold' } : { by: 'span', lasts }, on };
  };
