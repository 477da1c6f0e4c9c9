import { keptOf } from './past';
import { names } from './quoted';
import { columnsOf, qualified, shownNames, type Table } from './table';

/** Copies all rows as they are stored, also what is in no view. */
export const copyRows = (from: Table, to: Table): string => {
  const all = names(['tenant', 'stream', ...columnsOf(from.projection).map(([column]) => column)]);
  return `insert into ${qualified(to)} (${all}) select ${all} from ${qualified(from)}`;
};

/** Copies what people read of a snapshot to where an answer is made ready. */
export const keepAll = (snapshot: Table, scratch: Table): string =>
  `create unlogged table ${qualified(keptOf(scratch))} as select ${names(shownNames(snapshot.projection))} from ${qualified(snapshot)}`;
