import { run } from '@casebook/casebook';
import { exitCodes } from '../exit-codes';
import { checkPage } from '../present/check-page';
import type { Settings } from '../settings';
import type { Answer } from './answer';
import { asJson } from './as-json';
import { folding } from './folding';
import { named } from './named';
import { openedToRead } from './opened';

export interface CheckOptions {
  /** How many streams; all without it. */
  readonly sample?: number;
  readonly seed: number;
}

/** Folds the log again and compares. */
export const check = (
  settings: Settings,
  given: ReadonlyArray<string>,
  { sample: streams, seed }: CheckOptions,
): Promise<Answer> =>
  openedToRead(settings, async (casebook) => {
    const { readModels } = casebook;
    const names = named(casebook, given);
    const sample = streams === undefined ? null : { streams, seed };
    const checked = await folding(casebook, settings, 'Folding', (onProgress) =>
      run(readModels.check({ names, sample }, onProgress)),
    );
    const { drifts } = checked;
    return {
      page: (look) => checkPage(look, { ...checked, names, sample }),
      json: asJson({ ...checked, names, sample }),
      sheet: {
        columns: ['kind', 'table', 'tenant', 'stream', 'key', 'column', 'stored', 'folded'],
        rows: drifts.map(({ kind, table, tenant, stream, key, column, stored, folded }) => [
          kind,
          table,
          tenant,
          stream,
          JSON.stringify(key),
          column,
          asJson(stored),
          asJson(folded),
        ]),
      },
      exit: drifts.length === 0 ? exitCodes.done : exitCodes.drift,
    };
  });
