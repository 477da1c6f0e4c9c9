import type { Snapshot } from '@casebook/projection';
import type { Look } from './look';
import { grouped } from './number';
import { table } from './table';
import { momentOf } from './time';
import { blocks, title } from './title';

const page = (look: Look, { position, takenAt, tables }: Snapshot): string =>
  blocks(
    title(look, `Position ${grouped(position)}`, `kept at ${momentOf(takenAt)} UTC`),
    table(
      look,
      [{ title: 'read model' }, { title: 'version', align: 'right' }, { title: 'rows', align: 'right' }, { title: '' }],
      tables.map(({ projection, version, rows, usable }) => [
        projection,
        String(version),
        grouped(rows),
        usable ? '' : look.color.yellow('not used: of another version, or changed since'),
      ]),
    ),
  );

/** What is kept for questions about the past to begin with, the newest first. */
export const snapshotsPage = (look: Look, kept: ReadonlyArray<Snapshot>): string =>
  kept.length === 0 ? 'Nothing is kept.' : blocks(...kept.map((one) => page(look, one)));
