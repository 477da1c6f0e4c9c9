import * as E from 'fp-ts/Either';
import { readRulebook, type RulebookFault, type RulebookFile } from '@casebook/interchange';
import { problem } from './problem';
import { readText } from './text-file';

/** All that is wrong with the rulebook in a file; none where it can be published. */
export const faultsIn = async (file: string): Promise<ReadonlyArray<RulebookFault>> => {
  const read = readRulebook(await readText(file));
  return E.isLeft(read) ? read.left : read.right.lint;
};

/** The rulebook in a file that the user named; what the lint finds is in it. */
export const rulebookIn = async (file: string): Promise<RulebookFile> => {
  const read = readRulebook(await readText(file));
  if (E.isLeft(read)) throw problem({ type: 'RulebookWrong', file, faults: read.left });
  return read.right;
};
