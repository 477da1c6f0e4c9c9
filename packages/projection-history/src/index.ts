export { absorbedBy } from './absorbed';
export { caseIndex } from './case-index';
export { caseLinks } from './case-links';
export { caseReviews } from './case-reviews';
export { linksOf, type LinkedCase } from './links';
export { reportsOf, type CaseReport } from './reports';
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
export { sentence, timelineOf, type TimelineEntry } from './timeline';
