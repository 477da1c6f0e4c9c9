import { Pool } from 'pg';
import type { Contender } from './contestants';

/** One integer into a table without an index: what a round trip and making it durable cost by themselves, whatever is kept. */
export const smallestCommit: Contender = async (url) => {
  const pool = new Pool({ connectionString: url });
  await pool.query('create table integers (value integer)');
  return {
    name: 'smallest commit',
    keeps: 'nothing but an integer',
    fill: () => Promise.resolve(),
    append: async (_, have) => {
      await pool.query('insert into integers values ($1)', [have]);
    },
    stored: async () => {
      const { rows } = await pool.query<{ count: string }>('select count(*) from integers');
      return Number(rows[0]?.count);
    },
    close: () => pool.end(),
  };
};
