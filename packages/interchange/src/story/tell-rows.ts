import type { RowFacts } from '../rows/row-facts';
import { tellOn, type SoFar, type Told } from './so-far';
import { tell, type Fact } from './tell';

export interface Story<T extends Told> {
  readonly told: ReadonlyArray<T>;
  readonly soFar: SoFar;
}

/** What rows of one case, in the order in which they happened, tell on top of what is known of it. */
export const tellRows = <T extends Told>(
  before: SoFar,
  rows: ReadonlyArray<RowFacts>,
  told: (row: RowFacts, fact: Fact) => T,
): Story<T> => {
  const all: T[] = [];
  let soFar = before;
  for (const row of rows) {
    for (const fact of tell(soFar, row)) {
      const one = told(row, fact);
      all.push(one);
      soFar = tellOn(soFar, one);
    }
  }
  return { told: all, soFar };
};
