import * as E from 'fp-ts/Either';
import type { TaskEither } from 'fp-ts/TaskEither';
import { run } from '@casebook/casebook';
import type { ImportFailure, ImportInto, ImportProgress, ImportReport } from '@casebook/interchange';
import { literal, TenantId } from '@casebook/vocabulary';
import { importPage } from '../present/import-page';
import { problem } from '../problem';
import type { Running } from '../progress';
import type { Settings } from '../settings';
import { closing } from '../stopping';
import type { Answer } from './answer';
import { asJson } from './as-json';
import { folding } from './folding';
import { opened } from './opened';

const phases = { checking: 'Checking', importing: 'Importing' } as const;

/** A bar for each phase, by how much of the file has been read. */
const shown = ({ progress }: Settings) => {
  let current: { readonly phase: ImportProgress['phase']; readonly bar: Running } | undefined;
  return {
    at: ({ phase, bytes, ofBytes }: ImportProgress): void => {
      if (current?.phase !== phase) {
        current?.bar.end();
        current = { phase, bar: progress.start(phases[phase], ofBytes) };
      }
      current.bar.at(bytes);
    },
    end: (): void => current?.bar.end(),
  };
};

/** Takes in a log, then folds what it told into the read models. */
export const importing = (
  settings: Settings,
  file: string,
  skipBadRows: boolean,
  take: (into: ImportInto) => TaskEither<ImportFailure, ImportReport>,
): Promise<Answer> =>
  opened(settings, async (casebook) => {
    const { log, codec, readModels } = casebook;
    const stopping = new AbortController();
    const bars = shown(settings);
    const importer = take({
      file,
      log,
      codec,
      tenant: literal(TenantId, settings.tenant),
      ...(skipBadRows ? { skipBadRows } : {}),
      onProgress: bars.at,
      signal: stopping.signal,
    })().finally(bars.end);
    // An interrupt first lets the import come to rest, then closes the database.
    const rest = closing(async () => {
      stopping.abort();
      await importer;
    });
    const answer = await importer;
    await rest();
    if (E.isLeft(answer)) throw problem({ type: 'ImportFailed', failure: answer.left });
    const report = answer.right;
    await folding(casebook, settings, 'Folding', (onProgress) => run(readModels.catchUp(onProgress)));
    return {
      page: (look) => importPage(look, report),
      json: asJson(report),
      sheet: { columns: ['finding', 'times'], rows: Object.entries(report.findings) },
    };
  });
