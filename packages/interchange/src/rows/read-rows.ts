import { either as E, option as O } from 'fp-ts';
import * as t from 'io-ts';
import { literal } from '@casebook/vocabulary';
import type { BadRow } from '../failure';
import { openTable, tableFailure, type Line, type Table } from '../file/open-table';
import { Halt } from '../halt';
import type { Mapping, TimeColumn } from '../mapping/mapping';
import { timeFormat } from '../time/format';
import { timeReader } from '../time/time-reader';
import { zoneNamed } from '../time/zone';
import { checkedHeader } from './header';
import { rowReader, type Times } from './row-reader';
import type { RowFacts } from './row-facts';

/** A row as it could be read. */
export type ReadRow =
  | { readonly is: 'good'; readonly facts: RowFacts }
  | { readonly is: 'bad'; readonly cells: ReadonlyArray<string>; readonly fault: BadRow };

export interface Rows {
  readonly table: Table;
  readonly header: () => ReadonlyArray<string>;
  /** Throws a Halt where reading cannot go on. */
  readonly rows: AsyncIterable<ReadRow>;
}

const times =
  (zone: string) =>
  (column: TimeColumn): ReturnType<Times> => {
    const name = column.zone ?? zone;
    const found = zoneNamed(name);
    if (O.isNone(found)) throw new Halt({ type: 'ZoneUnknown', zone: name });
    const format = timeFormat(column.format);
    if (E.isLeft(format)) throw new TypeError(`${column.format} is ${format.left}`); // the mapping's codec has checked it
    return timeReader(format.right, found.value);
  };

/** A file's rows, understood by a mapping, as a stream. Throws a Halt where it cannot even be opened. */
export const readRows = async (file: string, mapping: Mapping, zone: string): Promise<Rows> => {
  const opened = await openTable(file, mapping);
  if (E.isLeft(opened)) throw new Halt(opened.left);
  const table = opened.right;
  let header: ReadonlyArray<string> = [];

  const fitted = (first: Line) => {
    const checked = checkedHeader(file, first.cells, mapping.columns);
    if (E.isLeft(checked)) throw new Halt(checked.left);
    header = checked.right;
    return rowReader(mapping, header, times(zone));
  };

  async function* rows(): AsyncGenerator<ReadRow> {
    let reader: ReturnType<typeof rowReader> | undefined;
    let row = literal(t.Int, 0);
    try {
      for await (const line of table.lines) {
        if (reader === undefined) {
          reader = fitted(line);
          continue;
        }
        row = literal(t.Int, row + 1);
        const read = reader(line, row);
        if (E.isRight(read)) yield { is: 'good', facts: read.right };
        else
          yield {
            is: 'bad',
            cells: line.cells,
            fault: { type: 'BadRow', file, line: line.line, row, ...read.left[0] },
          };
      }
    } catch (error) {
      const failure = tableFailure(file, error);
      throw failure === undefined ? error : new Halt(failure);
    }
    if (reader === undefined)
      throw new Halt({ type: 'FileUnreadable', file, why: 'is empty; expected a header and rows' });
  }
  return { table, header: () => header, rows: rows() };
};
