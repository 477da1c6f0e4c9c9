import type { TaskEither } from 'fp-ts/TaskEither';
import type { ImportFailure } from './failure';
import { importLog, type ImportInto } from './import-log';
import { servicenow } from './mapping/servicenow';
import type { ImportReport } from './report';

/** Imports the audit log of ServiceNow incidents: one row for each update, local times in `zone` (UTC by default). */
export const importServicenow = (options: ImportInto): TaskEither<ImportFailure, ImportReport> =>
  importLog({ ...options, mapping: servicenow });
