import type { TaskEither } from 'fp-ts/TaskEither';
import type { ImportFailure } from './failure';
import { importLog, type ImportInto } from './import-log';
import type { Mapping } from './mapping/mapping';
import type { ImportReport } from './report';

export interface ImportCsv extends ImportInto {
  readonly mapping: Mapping;
}

/** Imports any log of cases as CSV, as a mapping says. */
export const importCsv = (options: ImportCsv): TaskEither<ImportFailure, ImportReport> => importLog(options);
