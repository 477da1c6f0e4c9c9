import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { listed } from '../listed';
import { describedIn, type Reading } from './described';

/** What the test files of features say, wherever they are. */
export const readFeatures = (root: string): Reading => {
  const read = listed(root, '*.feature.test.ts').map((file) =>
    describedIn(file, readFileSync(join(root, file), 'utf8')),
  );
  return { described: read.flatMap(({ described }) => described), faults: read.flatMap(({ faults }) => faults) };
};
