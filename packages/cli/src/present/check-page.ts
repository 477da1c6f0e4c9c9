import type { Checked as Compared, Drift, Sample } from '@casebook/projection';
import type { Look } from './look';
import { counted, grouped } from './number';
import { title } from './title';

export interface Checked extends Compared {
  /** The read models that were compared. */
  readonly names: ReadonlyArray<string>;
  /** Null where all streams were. */
  readonly sample: Sample | null;
}

const value = (content: unknown): string => (content === null ? 'nothing' : JSON.stringify(content));

const row = ({ tenant, stream, key }: Drift): string =>
  [`tenant ${tenant}`, stream, ...Object.entries(key).map(([name, part]) => `${name} ${String(part)}`)].join(', ');

const difference = ({ kind, column, stored, folded }: Drift): string => {
  if (kind === 'missing') return `the row is missing; folded: ${value(folded)}`;
  if (kind === 'surplus') return `the row should not be there; stored: ${value(stored)}`;
  return `${column ?? 'row'}: stored ${value(stored)}, folded ${value(folded)}`;
};

const lines = ({ color }: Look, drift: Drift): string =>
  `${color.red('drift')}  ${color.bold(drift.table)}  ${row(drift)}\n       ${difference(drift)}`;

/** What a drift check found. */
export const checkPage = (
  look: Look,
  { position, names, drifts, streams, events, parked, sample }: Checked,
): string => {
  const about = `${counted(names.length, 'read model')} against the log up to position ${grouped(position)}`;
  const drawn = sample === null ? '' : `, a sample drawn by seed ${sample.seed}`;
  const folded = `${counted(streams, 'stream')} with ${counted(events, 'event')} folded again${drawn}.`;
  const waiting =
    parked === 0
      ? []
      : [
          `${counted(parked, 'stream')} cannot be folded and ${parked === 1 ? 'was' : 'were'} left out: see "casebook status".`,
        ];
  const heading = [title(look, 'Check', about), folded, ...waiting].join('\n');
  if (drifts.length === 0)
    return `${heading}\n${look.color.green('No drift')}: every stored row ${sample === null ? '' : 'of these '}is what the log says.`;
  const drifted = [...new Set(drifts.map(({ projection }) => projection))].join(' ');
  return [
    heading,
    ...drifts.map((drift) => lines(look, drift)),
    `${counted(drifts.length, 'drift')}. The log is right: "casebook rebuild ${drifted}" folds it again.`,
  ].join('\n');
};
