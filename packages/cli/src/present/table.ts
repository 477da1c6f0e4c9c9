import Table from 'cli-table3';
import type { Look } from './look';

export interface Heading {
  readonly title: string;
  readonly align?: 'left' | 'right';
  /** The column that is cut short, with an ellipsis, where the table would be wider than the terminal. */
  readonly gives?: boolean;
}

const noLines = {
  top: '',
  'top-mid': '',
  'top-left': '',
  'top-right': '',
  bottom: '',
  'bottom-mid': '',
  'bottom-left': '',
  'bottom-right': '',
  left: '',
  'left-mid': '',
  mid: '',
  'mid-mid': '',
  right: '',
  'right-mid': '',
  middle: '  ',
} as const;

const escapes = /\u001b\[[0-9;]*m/g;
const widthOf = (cell: string): number => [...cell.replace(escapes, '')].length;

const widest = (cells: ReadonlyArray<string>): number => cells.reduce((most, cell) => Math.max(most, widthOf(cell)), 0);

/** Columns side by side, aligned, under their headings; no lines. */
export const table = (
  { width, color }: Look,
  headings: ReadonlyArray<Heading>,
  rows: ReadonlyArray<ReadonlyArray<string>>,
): string => {
  const natural = headings.map(({ title }, index) => widest([title, ...rows.map((row) => row[index] ?? '')]));
  const total = natural.reduce((sum, one) => sum + one, 0) + 2 * (headings.length - 1);
  const giving = headings.findIndex(({ gives }) => gives === true);
  const colWidths = natural.map((one, index) =>
    index === giving && total > width ? Math.max(12, one - (total - width)) : one,
  );
  const made = new Table({
    head: headings.map(({ title }) => color.dim(title)),
    colWidths,
    colAligns: headings.map(({ align }) => align ?? 'left'),
    chars: noLines,
    style: { 'padding-left': 0, 'padding-right': 0, head: [], border: [] },
  });
  made.push(...rows.map((row) => [...row]));
  return made
    .toString()
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n');
};
