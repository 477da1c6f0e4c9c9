import type { Lasts, Past } from '../past';
import { constant, list, name, names } from './quoted';
import { columnsOf, qualified, shownNames, type Table } from './table';

/** The part of a table that is as it was, in a schema for one question. */
export type Kept = Pick<Table, 'schema' | 'name'>;

export const keptOf = ({ schema, name: table }: Table): Kept => ({ schema, name: `${table}_kept` });

const instant = (at: string): string => `${constant(at)}::timestamptz`;

const spanned = ({ since, until, known = [] }: Lasts, columns: ReadonlyArray<string>, at: string): string => {
  const selected = columns.map((column) =>
    column === until || known.includes(column)
      ? `case when ${name(until)} <= ${instant(at)} then ${name(column)} end as ${name(column)}`
      : name(column),
  );
  return `select ${selected.join(', ')} from {live} where ${name(since)} <= ${instant(at)}`;
};

const selectionOf = (past: Past, columns: ReadonlyArray<string>, at: string): string | null => {
  switch (past.by) {
    case 'change':
      return `select ${columns.map(name).join(', ')} from {live} where changed_at <= ${instant(at)}`;
    case 'span':
      return spanned(past.lasts, columns, at);
    case 'fold':
      return null;
  }
};

/** Copies what of a live table is as it was at an instant; nothing where its past is folded from the log. */
export const keep = (live: Table, scratch: Table, at: string): ReadonlyArray<string> => {
  const selection = selectionOf(live.projection.past, shownNames(live.projection), at);
  return selection === null
    ? []
    : [`create unlogged table ${qualified(keptOf(scratch))} as ${selection.replace('{live}', () => qualified(live))}`];
};

/** The streams whose row had begun by $1 and has changed since. */
export const changedSince = (live: Table): string =>
  `select stream from ${qualified(live)} where begun_at <= $1::text::timestamptz and changed_at > $1::text::timestamptz`;

/** $1: streams. */
export const forgetKept = (scratch: Table): string =>
  `delete from ${qualified(keptOf(scratch))} where stream = any($1::text::text[])`;

export const streamsParameter = (streams: Iterable<string>): ReadonlyArray<string> => [list([...streams])];

/**
 * What the planner must know of a copy in order not to go through it again and again, and no more: it is asked once or twice. What
 * is personal is in no statistics, see `createTable`.
 */
export const analyzeBriefly = (scratch: Table): ReadonlyArray<string> => {
  const personal = columnsOf(scratch.projection).flatMap(([column, of]) => (of.personal ? [column] : []));
  const columns = shownNames(scratch.projection).filter((column) => !personal.includes(column));
  return [
    'set local default_statistics_target = 10',
    `analyze ${qualified(keptOf(scratch))} (${names(columns)})`,
    `analyze ${qualified(scratch)}`,
  ];
};
