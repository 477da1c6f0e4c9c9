import { run } from '@casebook/casebook';
import { counted, grouped } from '../present/number';
import type { Settings } from '../settings';
import type { Answer } from './answer';
import { asJson } from './as-json';
import { folding } from './folding';
import { named } from './named';
import { openedToRead } from './opened';

/** Builds read models anew beside the live ones, and switches over. */
export const rebuild = (settings: Settings, given: ReadonlyArray<string>): Promise<Answer> =>
  openedToRead(settings, async (casebook) => {
    const names = named(casebook, given);
    const { events, position } = await folding(casebook, settings, 'Rebuilding', (onProgress) =>
      run(casebook.readModels.rebuild(names, onProgress)),
    );
    return {
      page: () =>
        `${names.join(', ')}: built anew from ${counted(events, 'event')}, up to position ${grouped(position)}.`,
      json: asJson({ names, events, position }),
      sheet: { columns: ['name'], rows: names.map((name) => [name]) },
    };
  });
