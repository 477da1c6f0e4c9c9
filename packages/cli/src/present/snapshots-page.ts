import type { Instant } from '@casebook/vocabulary';
import type { Look } from './look';
import { grouped } from './number';
import { table } from './table';
import { momentOf } from './time';
import { blocks, title } from './title';

/** Read models as they were at a position of the log. */
export interface KeptSnapshot {
  readonly position: number;
  readonly takenAt: Instant;
  readonly tables: ReadonlyArray<{
    readonly projection: string;
    readonly version: number;
    readonly rows: number;
    readonly usable: boolean;
  }>;
}

const page = (look: Look, { position, takenAt, tables }: KeptSnapshot): string =>
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
export const snapshotsPage = (look: Look, kept: ReadonlyArray<KeptSnapshot>): string =>
  kept.length === 0 ? 'Nothing is kept.' : blocks(...kept.map((one) => page(look, one)));
