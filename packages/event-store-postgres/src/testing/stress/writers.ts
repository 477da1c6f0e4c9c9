import { setTimeout as pause } from 'node:timers/promises';
import type { NonEmptyArray } from 'fp-ts/NonEmptyArray';
import type { NewEvent, StreamName } from '@casebook/event-store';
import type { Database } from '../../database';
import { namesIn } from '../../schema/names';
import { appendCall } from '../../store/append-call';
import { isPassing } from '../../store/failures';
import type { random } from '../random';

/** Which events a writer's turn brings, and to which stream. */
export type Turn = (
  writer: number,
  turn: number,
) => { readonly stream: StreamName; readonly events: NonEmptyArray<NewEvent> };

export interface Written {
  readonly commits: number;
  readonly rollbacks: number;
}

/** Appends, until it has committed enough, in transactions of its own, held open for a random while before they end; one of ten is rolled back. */
export const writeUntil = async (
  { pool, schema }: Database,
  isEnough: (commits: number) => boolean,
  writer: number,
  turnOf: Turn,
  draw: ReturnType<typeof random>,
): Promise<Written> => {
  const names = namesIn(schema);
  const written = { commits: 0, rollbacks: 0 };
  for (let turn = 0; !isEnough(written.commits); turn += 1) {
    const client = await pool.connect();
    try {
      await client.query('begin');
      await client.query(appendCall(names, [{ ...turnOf(writer, turn), expected: { is: 'any' } }], null));
      await pause(draw(25));
      const isTaken = draw(10) > 0;
      await client.query(isTaken ? 'commit' : 'rollback');
      written[isTaken ? 'commits' : 'rollbacks'] += 1;
    } catch (error) {
      if (!isPassing(error)) throw error;
      await client.query('rollback'); // another writer has created the shared stream meanwhile
      written.rollbacks += 1;
    } finally {
      client.release();
    }
    await pause(draw(3));
  }
  return written;
};
