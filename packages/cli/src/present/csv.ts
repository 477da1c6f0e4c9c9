import type { Json } from '@casebook/vocabulary';

export type Cell = Json;

/** Rows under named columns: what `--csv` writes. */
export interface Sheet {
  readonly columns: ReadonlyArray<string>;
  readonly rows: ReadonlyArray<ReadonlyArray<Cell>>;
}

const written = (cell: Cell): string => {
  if (cell === null) return '';
  const text = typeof cell === 'string' ? cell : typeof cell === 'object' ? JSON.stringify(cell) : String(cell);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};

/** RFC 4180, lines ended by a line feed; null is empty. */
export const csv = ({ columns, rows }: Sheet): string =>
  [columns, ...rows].map((row) => row.map(written).join(',')).join('\n') + '\n';
