import type { Database } from '../../database';
import { namesIn } from '../../schema/names';
import { random } from '../random';
import { byTransaction, naively, throughTheStore } from './readers';
import { writeUntil, type Turn, type Written } from './writers';

export interface StressRound extends Written {
  /** Every position in the log, in order. */
  readonly all: ReadonlyArray<number>;
  /** What each reader saw, in its order. */
  readonly naive: ReadonlyArray<number>;
  readonly first: ReadonlyArray<number>;
  readonly second: ReadonlyArray<number>;
  readonly byTransaction: ReadonlyArray<number>;
  /** Streams whose revisions are not in the order of their positions. */
  readonly disorder: ReadonlyArray<string>;
}

/** Many writers, each for so many milliseconds and so many commits at least, who end their transactions in any order, and readers who follow meanwhile. */
export const stressRound = async (
  database: Database,
  {
    writers,
    millis,
    commits,
    seed,
  }: { readonly writers: number; readonly millis: number; readonly commits: number; readonly seed: number },
  turnOf: Turn,
): Promise<StressRound> => {
  const { pool, schema } = database;
  pool.options.max = writers + 6;
  const { events } = namesIn(schema);
  let over = false;
  const isOver = () => over;
  const reading = Promise.all([
    naively(database, isOver),
    throughTheStore(database, isOver),
    throughTheStore(database, isOver),
    byTransaction(database, isOver),
  ]);
  const until = Date.now() + millis;
  const isEnough = (done: number): boolean => done >= commits && Date.now() >= until;
  const written = await Promise.all(
    Array.from({ length: writers }, (_, writer) =>
      writeUntil(database, isEnough, writer, turnOf, random(seed + writer)),
    ),
  );
  over = true;
  const [naive, first, second, third] = await reading;
  const { rows } = await pool.query<{ position: string }>(`select position from ${events} order by position`);
  const { rows: disorder } = await pool.query<{ stream: string }>(
    `select distinct stream from (
       select stream, revision, row_number() over (partition by stream order by position) - 1 as expected from ${events}
     ) as e where revision <> expected`,
  );
  return {
    commits: written.reduce((sum, { commits }) => sum + commits, 0),
    rollbacks: written.reduce((sum, { rollbacks }) => sum + rollbacks, 0),
    all: rows.map(({ position }) => Number(position)),
    naive,
    first,
    second,
    byTransaction: third,
    disorder: disorder.map(({ stream }) => stream),
  };
};
