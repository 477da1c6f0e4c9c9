import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { either as E } from 'fp-ts';
import { caseEventSchemas, type CaseEvent } from '@casebook/domain';
import { eventCodec, memoryEventStore, type EventStore, type Recorded } from '@casebook/event-store';
import { literal, TenantId } from '@casebook/vocabulary';
import type { ImportFailure } from '../failure';
import { failureWords } from '../failure-words';
import { importLog, type ImportWith } from '../import-log';
import { decodeMapping } from '../mapping/decode-mapping';
import type { Mapping } from '../mapping/mapping';
import type { ImportReport } from '../report';

export const codec = eventCodec<CaseEvent>(caseEventSchemas);
export const tenant = literal(TenantId, 'acme');

/** A folder for one test's files. */
export const folder = async (): Promise<{ readonly path: string; readonly remove: () => Promise<void> }> => {
  const path = await mkdtemp(join(tmpdir(), 'casebook-import-'));
  return { path, remove: () => rm(path, { recursive: true }) };
};

/** A mapping that is known to be right. */
export const mappingOf = (yaml: string): Mapping => {
  const decoded = decodeMapping(yaml);
  if (E.isRight(decoded)) return decoded.right;
  throw new TypeError(decoded.left.map(({ message }) => message).join('; '));
};

/** Case, time and activity, and columns that a test needs beside. */
export const plain = (rest = ''): Mapping =>
  mappingOf(`
system: desk
columns:
  case: case
  time: { column: time, format: 'yyyy-MM-dd HH:mm' }
  activity: activity
${rest}
activities: { new: new, open: open, taken: accepted, wait: { wait: customer }, wait too: { wait: task }, solved: resolved, closed: closed, dropped: cancelled }
`);

type Into = Pick<ImportWith, 'mapping'> & Partial<ImportWith>;

/** What importing a text into a log ended with. */
export const importing = async (
  path: string,
  text: string | Buffer,
  into: Into,
): Promise<E.Either<ImportFailure, ImportReport>> => {
  const file = into.file ?? join(path, 'log.csv');
  await writeFile(file, text);
  return importLog({ file, log: memoryEventStore(), codec, tenant, ...into })();
};

export const reportOf = (result: E.Either<ImportFailure, ImportReport>): ImportReport => {
  if (E.isRight(result)) return result.right;
  throw new Error(failureWords(result.left));
};

/** The words of a failure, with the folder's path left out. */
export const wordsOf = (result: E.Either<ImportFailure, ImportReport>, path: string): string =>
  E.isLeft(result) ? failureWords(result.left).replaceAll(`${path}/`, '') : 'no failure';

/** All events of the log, decoded. */
export const eventsOf = async (log: EventStore): Promise<ReadonlyArray<Recorded<CaseEvent>>> => {
  const page = await log.readAll({ after: 0, limit: Number.MAX_SAFE_INTEGER })();
  if (E.isLeft(page)) throw new Error(page.left.message);
  return page.right.events.map((stored) => {
    const read = codec.decode(stored);
    if (E.isRight(read)) return read.right;
    throw new Error(read.left.faults.join('; '));
  });
};
