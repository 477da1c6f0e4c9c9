import { run, type Desk } from '@casebook/casebook';
import type { Rulebook } from '@casebook/domain';
import { rulebookChanges } from '../present/rulebook-changes';
import { diffPage } from '../present/rulebook-page';
import { rulebookIn } from '../rulebook-file';
import type { Settings } from '../settings';
import type { Answer } from './answer';
import { asJson } from './as-json';
import { openedToRead } from './opened';
import { sheetOf } from './sheet-of';

/** The number of a version; anything else is a file. */
const versionIn = (written: string): number | null => (/^\d{1,9}$/.test(written) ? Number(written) : null);

const published = async (desk: Desk, version: number): Promise<Rulebook> =>
  (await run(desk.rulebook.show({ version }))).rulebook;

/** Two rulebooks, each a file or the number of a version; a desk is opened only where there is a number. */
const both = (settings: Settings, ...written: readonly [string, string]): Promise<readonly [Rulebook, Rulebook]> => {
  const [before, after] = written;
  const read = async (one: string, desk?: Desk): Promise<Rulebook> => {
    const version = versionIn(one);
    return version === null || desk === undefined ? (await rulebookIn(one)).rulebook : published(desk, version);
  };
  return written.some((one) => versionIn(one) !== null)
    ? openedToRead(settings, async (_, desk) => [await read(before, desk), await read(after, desk)] as const)
    : Promise.all([read(before), read(after)]);
};

const titleOf = (written: string): string => (versionIn(written) === null ? written : `version ${written}`);

/** What differs between two rulebooks, in words. */
export const rulebookDiff = async (settings: Settings, before: string, after: string): Promise<Answer> => {
  const [one, other] = await both(settings, before, after);
  const changes = rulebookChanges(one, other);
  return {
    page: (look) => diffPage(look, titleOf(before), titleOf(after), changes),
    json: asJson({ before, after, changes }),
    sheet: sheetOf(
      changes.map((change) => ({ ...change })),
      ['kind', 'text'],
    ),
  };
};
