import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as E from 'fp-ts/Either';
import type { Rulebook } from '@casebook/domain';
import { readRulebook } from '@casebook/interchange';
import { faultLines } from '../present/rulebook-page';

const name = 'electronics-retailer.yaml';

/** Beside this module where it is installed, among the examples where it runs from its sources. */
const places = [join(__dirname, name), join(__dirname, '../../../../examples/rulebooks', name)];

/** How the electronics retailer runs its desk: the example of a rulebook. Throws where that cannot be read or meant. */
export const retailerRulebook = (): Rulebook => {
  const file = places.find((place) => existsSync(place));
  if (file === undefined) throw new Error(`${name} is at none of its places: ${places.join(', ')}`);
  const read = readRulebook(readFileSync(file, 'utf8'));
  const faults = E.isLeft(read) ? read.left : read.right.lint;
  if (E.isLeft(read) || faults.length > 0) throw new Error(faultLines(file, faults).join('\n'));
  return read.right.rulebook;
};
