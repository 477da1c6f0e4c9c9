import type { Meaning } from '../mapping/mapping';
import type { RowFacts } from '../rows/row-facts';
import { tellOn, type SoFar, type Told } from './so-far';
import { tell, type Fact } from './tell';

export interface Story<T extends Told> {
  readonly told: ReadonlyArray<T>;
  readonly soFar: SoFar;
  readonly findings: ReadonlyArray<string>;
}

/** What rows of one case, in the order in which they happened, tell on top of what is known of it. */
export const tellRows = <T extends Told>(
  before: SoFar,
  rows: ReadonlyArray<RowFacts>,
  meaningOf: (label: string) => Meaning,
  told: (row: RowFacts, fact: Fact) => T,
): Story<T> => {
  const all: T[] = [];
  const findings: string[] = [];
  let soFar = before;
  for (const row of rows) {
    for (const fact of tell(soFar, row)) {
      const one = told(row, fact);
      const next = tellOn(soFar, one, meaningOf);
      all.push(one);
      soFar = next.soFar;
      if (next.finding !== null) findings.push(next.finding);
    }
  }
  return { told: all, soFar, findings };
};
