import type { CellFault } from '../failure';
import { recalling } from './recalling';

/** Reads one thing from a row's cells; what is wrong with it goes to `faults`. */
export type Read<A> = (cells: ReadonlyArray<string>, faults: CellFault[]) => A | null;

/** How cells become values: knows where the columns are and which values mean none. */
export interface Cells {
  readonly value: <A>(column: string, understand: (text: string) => A | undefined, expected: string) => Read<A>;
  readonly required: <A>(column: string, understand: (text: string) => A | undefined, expected: string) => Read<A>;
}

/** A type guard's yes, worked out once for each text. */
export const known = <A extends string>(is: (value: unknown) => value is A): ((text: string) => A | undefined) =>
  recalling((text) => (is(text) ? text : undefined));

export const cellsOf = (header: ReadonlyArray<string>, empty: ReadonlyArray<string>): Cells => {
  const positions = new Map(header.map((column, position) => [column, position]));
  const nothing = new Set(['', ...empty]);
  const reader =
    (must: boolean): Cells['value'] =>
    (column, understand, expected) => {
      const position = positions.get(column) ?? -1;
      return (cells, faults) => {
        const text = (cells[position] ?? '').trim();
        if (nothing.has(text)) {
          if (must) faults.push({ column, value: text, expected });
          return null;
        }
        const value = understand(text);
        if (value !== undefined) return value;
        faults.push({ column, value: text, expected });
        return null;
      };
    };
  return { value: reader(false), required: reader(true) };
};

/** A column that the mapping leaves out. */
export const absent: Read<never> = () => null;
