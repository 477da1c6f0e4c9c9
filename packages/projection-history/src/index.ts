export { caseIndex } from './case-index';
export {
  customerHistory,
  findCase,
  searchCases,
  type CustomerHistory,
  type FoundCase,
  type HistoryQuestion,
  type HistoryTables,
  type SearchQuestion,
} from './search';
export { type TellingRow } from './rows-so-far';
export { type ShowsWork } from './shows-work';
export { sentence, timelineOf, type TimelineEntry } from './timeline';
