import { run, type Casebook } from '@casebook/casebook';
import { counted, grouped } from '../present/number';
import { snapshotsPage } from '../present/snapshots-page';
import { problem } from '../problem';
import type { Settings } from '../settings';
import type { Answer } from './answer';
import { asJson } from './as-json';
import { folding } from './folding';
import { openedToRead } from './opened';

export interface SnapshotOptions {
  readonly list?: true;
  readonly drop?: number;
}

/** Keeps the read models as they are now, for questions about the past to begin with; or says what is kept, or drops it. */
export const snapshot = (settings: Settings, { list, drop }: SnapshotOptions): Promise<Answer> => {
  if (list && drop !== undefined) throw problem({ type: 'UsageWrong', message: 'Either --list or --drop, not both.' });
  return openedToRead(settings, async (casebook) => {
    if (drop !== undefined) return dropped(casebook, drop);
    const kept = list
      ? await run(casebook.readModels.snapshots())
      : [await folding(casebook, settings, 'Folding', (onProgress) => run(casebook.readModels.snapshot(onProgress)))];
    return {
      page: (look) => snapshotsPage(look, kept),
      json: asJson({ snapshots: kept }),
      sheet: {
        columns: ['position', 'takenAt', 'projection', 'version', 'rows', 'usable'],
        rows: kept.flatMap(({ position, takenAt, tables }) =>
          tables.map(({ projection, version, rows, usable }) => [position, takenAt, projection, version, rows, usable]),
        ),
      },
    };
  });
};

const dropped = async ({ readModels }: Casebook, position: number): Promise<Answer> => {
  const tables = await run(readModels.dropSnapshot(position));
  return {
    page: () =>
      tables === 0
        ? `Nothing is kept at position ${grouped(position)}.`
        : `Position ${grouped(position)}: ${counted(tables, 'table')} dropped.`,
    json: asJson({ position, tables }),
    sheet: { columns: ['position', 'tables'], rows: [[position, tables]] },
  };
};
