import { run } from '@casebook/casebook';
import { statusPage } from '../present/status-page';
import type { Settings } from '../settings';
import type { Answer } from './answer';
import { asJson } from './as-json';
import { openedToRead } from './opened';

/** How far the read models are, who folds them, and what keeps them. */
export const status = (settings: Settings): Promise<Answer> =>
  openedToRead(settings, async (casebook) => {
    const models = await run(casebook.readModels.status());
    const markHolders = await run(casebook.markHolders());
    return {
      page: (look) => statusPage(look, { ...models, markHolders }),
      json: asJson({ ...models, markHolders }),
      sheet: {
        columns: ['table', 'role', 'version', 'position', 'holder', 'shares', 'parked'],
        rows: models.tables.flatMap(({ projection, role, version, position, held, parked }) =>
          held.map(({ holder, shares }) => [projection, role, version, position, holder, shares.join(' '), parked]),
        ),
      },
    };
  });
