import { either as E } from 'fp-ts';
import type { HeaderUnfit } from '../failure';
import type { Columns } from '../mapping/mapping';

/** Every column that a mapping reads. */
const wanted = (columns: Columns): ReadonlyArray<string> => {
  const {
    time,
    opened,
    openedBy,
    by,
    team,
    agent,
    category,
    priority,
    customer,
    channel,
    subject,
    code,
    verdict,
    fields,
  } = columns;
  const all = [
    columns.case,
    time.column,
    columns.activity,
    opened?.column,
    openedBy,
    by,
    team,
    agent?.column,
    ...category,
    priority?.column,
    customer,
    channel?.column,
    subject,
    code?.column,
    code?.since?.column,
    verdict?.column,
    ...Object.values(fields),
  ];
  return [...new Set(all.flatMap((column) => (typeof column === 'string' ? [column] : [])))];
};

/** The names in the header, once every wanted one is there, and once only. */
export const checkedHeader = (
  file: string,
  cells: ReadonlyArray<string>,
  columns: Columns,
): E.Either<HeaderUnfit, ReadonlyArray<string>> => {
  const found = cells.map((cell) => cell.trim());
  const times = (column: string): number => found.filter((name) => name === column).length;
  const missing = wanted(columns).filter((column) => times(column) === 0);
  const repeated = wanted(columns).filter((column) => times(column) > 1);
  return missing.length + repeated.length === 0
    ? E.right(found)
    : E.left({ type: 'HeaderUnfit', file, missing, repeated, found });
};
