import type { TellingRow } from './rows-so-far';

/** Tells whether a source shows a case as being worked on (true) or as new (false); null where the row says neither. */
export type ShowsWork = (row: TellingRow) => boolean | null;

const wordsForNew = new Set(['new', 'created', 'registered']);
const wordsForWork = new Set(['active', 'open', 'opened', 'in progress', 'work in progress', 'in process', 'accepted']);

/** By the words that most sources use. In ServiceNow a case in any state but New is being worked on, or has been. */
export const showsWork: ShowsWork = ({ system, label }) => {
  const word = label.toLowerCase();
  if (wordsForNew.has(word)) return false;
  return system === 'servicenow' || wordsForWork.has(word) ? true : null;
};

/** Whether the last row that says either shows the case as being worked on. */
export const isWorkedOn = (rows: ReadonlyArray<TellingRow>, shows: ShowsWork): boolean =>
  rows.map(shows).reduce<boolean>((before, shown) => shown ?? before, false);
