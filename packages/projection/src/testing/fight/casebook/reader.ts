import { setTimeout as pause } from 'node:timers/promises';
import type { Database } from '@casebook/event-store-postgres';

/** What one query saw of the tallies. */
export interface Glance {
  readonly rows: number;
  readonly events: number;
  /** The versions that made the rows. */
  readonly madeBy: ReadonlyArray<number>;
}

/** Somebody who reads all the time. */
export interface Reader {
  readonly glances: () => ReadonlyArray<Glance>;
  readonly stop: () => Promise<void>;
}

export const read = ({ pool }: Database): Reader => {
  const glances: Glance[] = [];
  let isOver = false;
  const run = async (): Promise<void> => {
    while (!isOver) {
      const { rows } = await pool.query<Glance>(
        `select count(*)::float8 as rows, coalesce(sum(events), 0)::float8 as events,
           coalesce(json_agg(distinct made_by), '[]') as "madeBy" from casebook.tallies`,
      );
      glances.push(...rows);
      await pause(5);
    }
  };
  const running = run();
  return {
    glances: () => glances,
    stop: () => {
      isOver = true;
      return running;
    },
  };
};

/** What nobody may ever see, in words: rows of two versions at once, or less than was seen before. */
export const faultsSeen = (glances: ReadonlyArray<Glance>): ReadonlyArray<string> =>
  glances.flatMap(({ rows, events, madeBy }, index) => {
    const before = glances[index - 1];
    return [
      ...(madeBy.length === 1 ? [] : [`rows of versions ${madeBy.join(' and ') || 'none'}`]),
      ...(before !== undefined && rows < before.rows ? [`${rows} rows after ${before.rows}`] : []),
      ...(before !== undefined && events < before.events ? [`${events} events after ${before.events}`] : []),
    ];
  });

/** The versions that readers saw, one after the other. */
export const versionsSeen = (glances: ReadonlyArray<Glance>): ReadonlyArray<number> =>
  glances.flatMap(({ madeBy }) => madeBy).filter((version, index, all) => version !== all[index - 1]);
