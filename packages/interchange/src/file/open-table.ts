import { createReadStream } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { pipeline, type Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { CsvError, Parser } from 'csv-parse';
import { either as E } from 'fp-ts';
import type { FileMalformed, FileUnreadable } from '../failure';
import { errorCode, systemError } from './system-error';
import { NotText, textBytes } from './text-bytes';

/** A line of the table, the header included. */
export interface Line {
  /** In the file, from 1, where it begins. */
  readonly line: number;
  readonly cells: ReadonlyArray<string>;
}

export interface Table {
  /** Without its folder. */
  readonly name: string;
  readonly size: number;
  /** Bytes of the file read so far. */
  readonly read: () => number;
  /** Throws only what `tableFailure` understands. */
  readonly lines: AsyncIterable<Line>;
}

export interface TableForm {
  readonly delimiter: string;
  readonly encoding: string;
}

const unreadable = (file: string, why: string): FileUnreadable => ({ type: 'FileUnreadable', file, why });

/** What an exception of reading a table means; undefined where it comes from elsewhere. */
export const tableFailure = (file: string, error: unknown): FileUnreadable | FileMalformed | undefined => {
  if (error instanceof NotText) return unreadable(file, error.message);
  const code = errorCode(error);
  if (error instanceof CsvError)
    return { type: 'FileMalformed', file, line: Number(error['lines']), ...malformed(code) };
  if (code === 'Z_BUF_ERROR') return unreadable(file, 'is cut off: its gzip data end too early');
  if (code.startsWith('Z_')) return unreadable(file, 'is damaged: its gzip data cannot be unpacked');
  const why = systemError(error);
  return why === undefined ? undefined : unreadable(file, why);
};

const malformed = (code: string): Pick<FileMalformed, 'found' | 'expected'> => {
  switch (code) {
    case 'CSV_QUOTE_NOT_CLOSED':
      return { found: 'a quote is opened and never closed', expected: 'a second " at the end of the cell' };
    case 'CSV_INVALID_CLOSING_QUOTE':
      return {
        found: 'text after the closing quote of a cell',
        expected: 'the delimiter, a line break, or "" for a quote inside the cell',
      };
    case 'INVALID_OPENING_QUOTE':
      return {
        found: 'a quote inside a cell that does not begin with one',
        expected: 'the whole cell in quotes, with "" for a quote inside',
      };
    case 'CSV_MAX_RECORD_SIZE':
      return { found: 'a row of more than a million characters', expected: 'a closing quote before' };
    default:
      return { found: `no CSV (${code})`, expected: 'rows of cells' };
  }
};

const isGzip = async (file: string): Promise<boolean> => {
  const handle = await open(file);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(2), 0, 2, 0);
    return bytesRead === 2 && buffer.readUInt16BE(0) === 0x1f8b;
  } finally {
    await handle.close();
  }
};

const lineBreaks = (cells: ReadonlyArray<string>): number => {
  let breaks = 0;
  for (const cell of cells) {
    for (let at = cell.indexOf('\n'); at !== -1; at = cell.indexOf('\n', at + 1)) breaks += 1;
  }
  return breaks;
};

const isBlank = (cells: ReadonlyArray<string>): boolean => cells.length === 1 && cells[0] === '';

async function* linesOf(records: AsyncIterable<ReadonlyArray<string>>): AsyncGenerator<Line> {
  let line = 1;
  for await (const cells of records) {
    if (!isBlank(cells)) yield { line, cells };
    line += 1 + lineBreaks(cells);
  }
}

/** A CSV file, gzip or plain as its first bytes say, read as a stream. */
export const openTable = async (file: string, form: TableForm): Promise<E.Either<FileUnreadable, Table>> => {
  try {
    const found = await stat(file);
    if (found.isDirectory()) return E.left(unreadable(file, 'is a folder; name a file in it'));
    if (!found.isFile()) return E.left(unreadable(file, 'is no regular file; it is read twice, so a pipe will not do'));
    if (found.size === 0) return E.left(unreadable(file, 'is empty; expected a header and rows'));
    const unpacked = (await isGzip(file)) ? [createGunzip()] : [];
    const bytes = createReadStream(file);
    const parser = new Parser({
      bom: true,
      delimiter: form.delimiter,
      relax_column_count: true,
      max_record_size: 1_000_000,
    });
    const stages: ReadonlyArray<NodeJS.ReadWriteStream> = [...unpacked, ...textBytes(form.encoding), parser];
    // The parser is destroyed with whatever error a stage before it has, so that its reader sees it.
    pipeline([bytes, ...stages], () => undefined);
    const records: Readable & AsyncIterable<ReadonlyArray<string>> = parser;
    return E.right({ name: basename(file), size: found.size, read: () => bytes.bytesRead, lines: linesOf(records) });
  } catch (error) {
    const failure = tableFailure(file, error);
    if (failure?.type === 'FileUnreadable') return E.left(failure);
    throw error;
  }
};
