import { existsSync } from 'node:fs';
import { rename, writeFile } from 'node:fs/promises';
import * as E from 'fp-ts/Either';
import { LogHeadCodec, run, type Casebook, type LogHead } from '@casebook/casebook';
import { faults } from '@casebook/vocabulary';
import { exitCodes } from '../exit-codes';
import { checkLogPage } from '../present/check-log-page';
import { problem } from '../problem';
import type { Settings } from '../settings';
import { readText } from '../text-file';
import type { Answer } from './answer';
import { asJson } from './as-json';
import { folding } from './folding';
import { openedToRead } from './opened';

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
};

const headIn = async (file: string): Promise<LogHead> => {
  const decoded = LogHeadCodec.decode(parsed(await readText(file)));
  if (E.isLeft(decoded)) throw problem({ type: 'HeadWrong', file, faults: faults(decoded.left) });
  return decoded.right;
};

/** Whole or not at all: half a head is none. */
const write = async (file: string, head: LogHead): Promise<void> => {
  const draft = `${file}.${process.pid}.draft`;
  try {
    await writeFile(draft, `${JSON.stringify(LogHeadCodec.encode(head), null, 2)}\n`);
    await rename(draft, file);
  } catch (error) {
    throw problem({
      type: 'FileUnreadable',
      file,
      why: `cannot be written (${error instanceof Error ? error.message : String(error)})`,
    });
  }
};

/** Computes all hashes of the log again, and holds it against heads that were seen earlier. */
export const checkLog = async (settings: Settings, file?: string): Promise<Answer> => {
  const given = file !== undefined && existsSync(file) ? [await headIn(file)] : [];
  const look = async (casebook: Casebook): Promise<Answer> => {
    const checked = await folding(casebook, settings, 'Hashing', (onProgress) =>
      run(casebook.checkLog({ heads: given, onProgress })),
    );
    const isClean = checked.findings.length === 0;
    if (file !== undefined && isClean) await write(file, checked.head);
    const columns = ['kind', 'position', 'stream', 'revision', 'events', 'after', 'upTo', 'seen', 'found'];
    return {
      page: (look) => checkLogPage(look, { ...checked, file: file ?? null }),
      json: asJson(checked),
      sheet: {
        columns,
        rows: checked.findings.map((finding) => {
          const fields = new Map<string, string | number>(Object.entries(finding));
          return columns.map((column) => fields.get(column) ?? null);
        }),
      },
      exit: isClean ? exitCodes.done : exitCodes.drift,
    };
  };
  return openedToRead(settings, look, { unchecked: true });
};
