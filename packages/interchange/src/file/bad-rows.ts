import { open, type FileHandle } from 'node:fs/promises';
import type { BadRow } from '../failure';
import { Halt } from '../halt';
import { systemError } from './system-error';

/** Keeps the rows that are passed over. */
export interface BadRows {
  readonly keep: (cells: ReadonlyArray<string>, fault: BadRow) => Promise<void>;
  readonly count: () => number;
  /** The file that holds them; null where there are none. */
  readonly close: () => Promise<string | null>;
}

/** Beside `log.csv` or `log.csv.gz`: `log.bad.csv`. */
export const besideFile = (file: string): string => `${file.replace(/(?:\.csv)?(?:\.gz)?$/i, '')}.bad.csv`;

const cell = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
const written = (cells: ReadonlyArray<string>): string => `${cells.map(cell).join(',')}\n`;

/** Writes bad rows to a CSV file, each as it was, after its line and what is wrong with it; makes no file where there are none. Throws a Halt. */
export const badRowsIn = (path: string, header: () => ReadonlyArray<string>): BadRows => {
  let handle: FileHandle | undefined;
  let kept = 0;
  return {
    keep: async (cells, { line, column, expected }) => {
      try {
        if (handle === undefined) {
          handle = await open(path, 'w');
          await handle.write(written(['bad line', 'bad column', 'expected', ...header()]));
        }
        kept += 1;
        await handle.write(written([String(line), column, expected, ...cells]));
      } catch (error) {
        const why = systemError(error);
        throw why === undefined ? error : new Halt({ type: 'FileUnwritable', file: path, why });
      }
    },
    count: () => kept,
    close: async () => {
      await handle?.close();
      return handle === undefined ? null : path;
    },
  };
};
