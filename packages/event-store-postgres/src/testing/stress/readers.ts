import { setTimeout as pause } from 'node:timers/promises';
import * as E from 'fp-ts/Either';
import type { Database } from '../../database';
import { namesIn } from '../../schema/names';
import { postgresEventStore } from '../../store/store';

/** Positions in the order in which a reader has seen them, who has read on until all was over. */
export type Reader = (database: Database, isOver: () => boolean) => Promise<ReadonlyArray<number>>;

const rowsOf = async ({ pool }: Database, text: string, values: ReadonlyArray<unknown>) =>
  (await pool.query<{ position: string; xid: string }>(text, [...values])).rows;

/** Takes the last position it saw for a mark below which nothing comes any more. */
export const naively: Reader = async (database, isOver) => {
  const { events } = namesIn(database.schema);
  const seen: number[] = [];
  for (let isLast = false; !isLast;) {
    isLast = isOver();
    const text = `select position, xmin::text as xid from ${events} where position > $1 order by position`;
    seen.push(...(await rowsOf(database, text, [seen.at(-1) ?? 0])).map(({ position }) => Number(position)));
    await pause(2);
  }
  return seen;
};

/**
 * In another order that is known to be safe: by transaction, and only those below every one that is still open. It knows nothing of
 * floors and locks, so it bears witness. A stranger's transaction stops it, in whatever database, and a restored log would be hidden from it.
 */
export const byTransaction: Reader = async (database, isOver) => {
  const { events } = namesIn(database.schema);
  const text = `select position, xmin::text as xid from ${events}
    where (xmin::text::bigint, position) > ($1, $2)
      and xmin::text::bigint < pg_snapshot_xmin(pg_current_snapshot())::text::bigint
    order by xmin::text::bigint, position`;
  const hidden = `select position, xmin::text as xid from ${events}
    where xmin::text::bigint >= pg_snapshot_xmin(pg_current_snapshot())::text::bigint limit 1`;
  const seen: number[] = [];
  let mark: readonly [string, string] = ['0', '0'];
  for (let isLast = false; !isLast;) {
    const wasOver = isOver();
    const isAllShown = (await rowsOf(database, hidden, [])).length === 0;
    const rows = await rowsOf(database, text, mark);
    for (const { position, xid } of rows) {
      seen.push(Number(position));
      mark = [xid, position];
    }
    isLast = wasOver && isAllShown && rows.length === 0;
    await pause(2);
  }
  return seen;
};

/** As the store does it. */
export const throughTheStore: Reader = async (database, isOver) => {
  const store = postgresEventStore(database);
  const seen: number[] = [];
  let position = 0;
  for (let isLast = false; !isLast;) {
    const wasOver = isOver();
    const page = await store.readAll({ after: position, limit: 50 })();
    if (E.isLeft(page)) throw new Error(page.left.message);
    seen.push(...page.right.events.map((event) => event.position));
    position = page.right.position;
    isLast = wasOver && page.right.end;
    if (page.right.end) await pause(2);
  }
  return seen;
};
