import type { Json } from '@casebook/vocabulary';
import type { Sheet } from './csv';
import type { Look } from './look';
import { counted } from './number';
import { table } from './table';
import { blocks } from './title';

const written = (cell: Json): string =>
  cell === null ? '' : typeof cell === 'object' ? JSON.stringify(cell) : String(cell).replaceAll('\n', ' ');

/** The answer to a query: numbers to the right, everything else to the left. */
export const sqlPage = (look: Look, { columns, rows }: Sheet): string => {
  if (columns.length === 0) return look.color.dim('The statement gave no rows.');
  const longest = columns.map((_, index) => Math.max(...rows.map((row) => written(row[index] ?? null).length), 0));
  const widest = longest.indexOf(Math.max(...longest));
  const headings = columns.map(
    (title, index) =>
      ({
        title,
        gives: index === widest,
        align: rows.length > 0 && rows.every((row) => typeof (row[index] ?? 0) === 'number') ? 'right' : 'left',
      }) as const,
  );
  return blocks(
    table(
      look,
      headings,
      rows.map((row) => row.map(written)),
    ),
    look.color.dim(counted(rows.length, 'row')),
  );
};
