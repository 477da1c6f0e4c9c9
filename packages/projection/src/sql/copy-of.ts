import type { Projection } from '../projection';
import { constant, name, names } from './quoted';
import { columnsOf, createIndexes, qualified } from './table';

/**
 * The statements that copy a read model from a schema that shows it into a table of its name in another, with comments and indexes.
 * What tells something about a person stays behind: a copy that lasts is not reached when the person is erased.
 */
export const copyOf = (projection: Projection, from: string, to: string): ReadonlyArray<string> => {
  const table = { schema: to, name: projection.name };
  const columns: ReadonlyArray<readonly [string, string]> = [
    ['tenant', 'whose it is'],
    ['stream', 'the stream of events that the row was folded from'],
    ...columnsOf(projection).flatMap(([column, { shown, personal, comment }]) =>
      shown && !personal ? [[column, comment] as const] : [],
    ),
  ];
  const has = new Set(columns.map(([column]) => column));
  const indexes = projection.indexes.filter(({ on, where }) =>
    [...on, ...(where === undefined ? [] : [where])].every((column) => has.has(column)),
  );
  return [
    `create table ${qualified(table)} as select ${names([...has])} from ${qualified({ schema: from, name: projection.name })}`,
    `alter table ${qualified(table)} add primary key (${names(['tenant', 'stream', ...projection.key])})`,
    `comment on table ${qualified(table)} is ${constant(projection.comment)}`,
    ...columns.map(
      ([column, comment]) => `comment on column ${qualified(table)}.${name(column)} is ${constant(comment)}`,
    ),
    ...createIndexes({ ...table, projection: { ...projection, indexes } }),
  ];
};
