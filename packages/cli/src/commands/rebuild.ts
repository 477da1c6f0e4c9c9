import { run } from '@casebook/casebook';
import { counted, grouped } from '../present/number';
import { problem } from '../problem';
import type { Settings } from '../settings';
import type { Answer } from './answer';
import { asJson } from './as-json';
import { folding } from './folding';
import { named } from './named';
import { openedToRead } from './opened';

export interface RebuildOptions {
  readonly rollBack?: true;
  readonly dropPrevious?: true;
}

/** Builds read models anew beside the live ones and switches over; or goes back to the tables of before, or drops those. */
export const rebuild = (
  settings: Settings,
  given: ReadonlyArray<string>,
  { rollBack, dropPrevious }: RebuildOptions,
): Promise<Answer> => {
  if (rollBack && dropPrevious)
    throw problem({ type: 'UsageWrong', message: 'Either --roll-back or --drop-previous, not both.' });
  return rollBack ? rolledBack(settings, given) : dropPrevious ? dropped(settings, given) : rebuilt(settings, given);
};

const sheetOf = (names: ReadonlyArray<string>): Answer['sheet'] => ({
  columns: ['name'],
  rows: names.map((name) => [name]),
});

// While it is opened, since a program of before could not open tables that are newer than itself.
const rolledBack = (settings: Settings, given: ReadonlyArray<string>): Promise<Answer> =>
  openedToRead(
    settings,
    async (casebook) => {
      const names = named(casebook, given);
      const position = await run(casebook.readModels.position());
      return {
        page: () => `${names.join(', ')}: as before the last rebuild, up to position ${grouped(position)}.`,
        json: asJson({ names, position }),
        sheet: sheetOf(names),
      };
    },
    { rollBack: given.length === 0 ? true : given },
  );

const dropped = (settings: Settings, given: ReadonlyArray<string>): Promise<Answer> =>
  openedToRead(settings, async (casebook) => {
    const names = named(casebook, given);
    await run(casebook.readModels.dropPrevious(names));
    return {
      page: () => `${names.join(', ')}: nothing is kept of before the last rebuild.`,
      json: asJson({ names }),
      sheet: sheetOf(names),
    };
  });

const rebuilt = (settings: Settings, given: ReadonlyArray<string>): Promise<Answer> =>
  openedToRead(settings, async (casebook) => {
    const names = named(casebook, given);
    const { events, position } = await folding(casebook, settings, 'Rebuilding', (onProgress) =>
      run(casebook.readModels.rebuild(names, onProgress)),
    );
    return {
      page: () =>
        `${names.join(', ')}: built anew from ${counted(events, 'event')}, up to position ${grouped(position)}.`,
      json: asJson({ names, events, position }),
      sheet: sheetOf(names),
    };
  });
