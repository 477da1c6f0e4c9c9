import { exitCodes } from '../exit-codes';
import { lintPage } from '../present/rulebook-page';
import { faultsIn } from '../rulebook-file';
import type { Settings } from '../settings';
import type { Answer } from './answer';
import { asJson } from './as-json';
import { sheetOf } from './sheet-of';

/** What is wrong with the rulebook in a file: what cannot be read, else what cannot be meant. */
export const rulebookLint = async (_: Settings, file: string): Promise<Answer> => {
  const faults = await faultsIn(file);
  return {
    page: (look) => lintPage(look, file, faults),
    json: asJson({ file, faults }),
    sheet: sheetOf(
      faults.map((fault) => ({ ...fault })),
      ['line', 'column', 'path', 'message'],
    ),
    exit: faults.length === 0 ? exitCodes.done : exitCodes.wrongUsage,
  };
};
