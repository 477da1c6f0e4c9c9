export type {
  BadRow,
  CaseTaken,
  CellFault,
  FileMalformed,
  FileUnreadable,
  FileUnwritable,
  HeaderUnfit,
  ImportFailure,
  ImportStopped,
  ZoneUnknown,
} from './failure';
export { failureWords } from './failure-words';
export { importCsv, type ImportCsv } from './import-csv';
export type { ImportInto } from './import-log';
export { importServicenow } from './import-servicenow';
export { decodeMapping, type MappingFault } from './mapping/decode-mapping';
export type {
  AgentColumn,
  CodeColumn,
  Columns,
  Mapping,
  Meaning,
  TimeColumn,
  ValueColumn,
  VerdictColumn,
} from './mapping/mapping';
export { writtenDuration } from './rulebook/duration';
export { readRulebook, type RulebookFault, type RulebookFile } from './rulebook/read-rulebook';
export { writeRulebook } from './rulebook/write-rulebook';
export type { ImportProgress, ImportReport } from './report';
