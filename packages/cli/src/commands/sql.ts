import * as E from 'fp-ts/Either';
import { text } from 'node:stream/consumers';
import { run } from '@casebook/casebook';
import { sqlPage } from '../present/sql-page';
import { problem } from '../problem';
import type { Settings } from '../settings';
import type { Answer } from './answer';
import { asJson } from './as-json';
import { asked, sayWhatWasKnown } from './moments';
import { openedToRead } from './opened';

const statement = async (query: string | undefined): Promise<string> => {
  if (query === undefined && process.stdin.isTTY)
    throw problem({ type: 'UsageWrong', message: 'There is no query: give it as an argument or on standard input.' });
  const given = (query ?? (await text(process.stdin))).trim();
  if (given === '') throw problem({ type: 'UsageWrong', message: 'The query is empty.' });
  return given;
};

/** One statement that reads. */
export const sql = async (settings: Settings, query: string | undefined): Promise<Answer> => {
  const asks = await statement(query);
  return openedToRead(settings, async (casebook) => {
    await sayWhatWasKnown(casebook, settings);
    const answer = await casebook.sql(asks, asked(settings.when))();
    if (E.isLeft(answer) && answer.left.type === 'SqlRefused')
      throw problem({ type: 'QueryRefused', message: answer.left.message });
    const { columns, rows } = await run(async () => answer);
    const sheet = { columns, rows: rows.map((row) => columns.map((column) => asJson(row[column] ?? null))) };
    return { page: (look) => sqlPage(look, sheet), json: asJson(rows), sheet };
  });
};
