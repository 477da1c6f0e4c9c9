import { setTimeout as pause } from 'node:timers/promises';
import { claim, move, readCheckpoints, renew } from './checkpoints';
import { queryOn } from './database';
import type { ReadModels } from './read-models';
import { tellCases } from './testing/desk';
import { done } from './testing/done';
import { onEachDatabase } from './testing/kit';

const lease = 600; // milliseconds

const holdersOf = async (models: ReadModels): Promise<ReadonlyMap<string | null, number>> => {
  const { tables } = await done(models.status());
  const shares = new Map<string | null, number>();
  for (const { held } of tables)
    for (const one of held) shares.set(one.holder, (shares.get(one.holder) ?? 0) + one.shares.length);
  return shares;
};

const until = async (isSo: () => Promise<boolean>): Promise<void> => {
  const end = Date.now() + 20_000;
  while (!(await isSo())) {
    if (Date.now() > end) throw new Error('it did not come to be');
    await pause(20);
  }
};

const isCaughtUp = async (models: ReadModels): Promise<boolean> => (await done(models.status())).lag.positions === 0;

onEachDatabase('whoever follows', 'all', (desk) => {
  test('folds what comes without being asked, and lets go of what it held when it stops', async () => {
    const { models, log, stored, folded } = desk();
    await done(models.migrate());
    const following = models.follow();
    tellCases(log, 0, 100);
    await until(() => isCaughtUp(models));
    expect(await stored()).toEqual(folded());
    expect((await done(models.status())).workers).toHaveLength(1);
    await following.stop();
    expect(await holdersOf(models)).toEqual(new Map([[null, 16]]));
    expect((await done(models.status())).workers).toEqual([]);
  });

  test('shares with others who follow, and has their part when they have stopped', async () => {
    const { models, open, log, stored, folded } = desk();
    await done(models.migrate());
    const other = open({ lease });
    const following = [open({ lease }).follow(), other.follow()];
    await until(async () => [...(await holdersOf(models)).values()].join() === '8,8');
    tellCases(log, 0, 200);
    await until(() => isCaughtUp(models));
    expect(await stored()).toEqual(folded());
    await following[1]?.stop();
    await until(async () => {
      const holders = await holdersOf(models);
      return holders.size === 1 && !holders.has(null);
    });
    tellCases(log, 200, 300);
    await until(() => isCaughtUp(models));
    await following[0]?.stop();
    expect(await stored()).toEqual(folded());
  });

  test('is waited for by a question, whose answer has all of the log', async () => {
    const { models, open, log, stored, folded } = desk();
    await done(models.migrate());
    const following = open({ lease }).follow();
    await until(async () => !(await holdersOf(models)).has(null));
    for (let number = 0; number < 100; number += 20) {
      tellCases(log, number, number + 20);
      await done(models.catchUp());
      expect(await stored()).toEqual(folded());
    }
    await following.stop();
  });

  test('goes on with a table that was built anew meanwhile', async () => {
    const { models, open, log, stored, folded } = desk();
    await done(models.migrate());
    tellCases(log, 0, 100);
    const following = open({ lease }).follow();
    await until(() => isCaughtUp(models));
    await done(models.rebuild());
    tellCases(log, 100, 150);
    await until(() => isCaughtUp(models));
    await following.stop();
    expect(await stored()).toEqual(folded());
  });

  test('tells what it met and tries again', async () => {
    const { models, open, log, stored, folded } = desk();
    await done(models.migrate());
    let failing = true;
    const failures: unknown[] = [];
    const unsteady: typeof log = {
      ...log,
      readAll: (options) => {
        if (failing) throw new Error('gone');
        return log.readAll(options);
      },
    };
    tellCases(log, 0, 10);
    const following = open({ log: unsteady }).follow({ failure: (error) => failures.push(error) });
    await until(async () => failures.length > 1);
    failing = false;
    await until(() => isCaughtUp(models));
    await following.stop();
    expect(failures).toContainEqual(new Error('gone'));
    expect(await stored()).toEqual(folded());
  });
});

onEachDatabase('a lease', 'all', (desk) => {
  const holder = (name: string, alone: string | null = null) => ({ name, lease: 60_000, alone });

  test('is nobody else’s until it has run out; whoever had it then can write no more', async () => {
    const { models, database } = desk();
    await done(models.migrate());
    const { kysely, pool, schema } = database;
    const query = queryOn(kysely);
    const { rows } = await pool.query<{ build: string }>(
      `select build from "${schema}".read_models where projection = 'cases'`,
    );
    const all = await readCheckpoints(query, schema, [rows[0]?.build ?? '']);
    const mine = await claim(query, schema, holder('one'), all);
    expect(mine).toHaveLength(8);
    expect(await claim(query, schema, holder('two'), all)).toEqual([]);
    const runOut = () => pool.query(`update "${schema}".read_model_checkpoints set expires_at = clock_timestamp()`);
    await runOut();
    expect(await renew(query, schema, holder('one'), mine)).toHaveLength(8); // nobody has come
    expect(await claim(query, schema, holder('two'), all)).toEqual([]);
    await runOut();
    const theirs = await claim(query, schema, holder('two'), all.slice(0, 3));
    expect(theirs.map(({ epoch }) => epoch)).toEqual(mine.slice(0, 3).map(({ epoch }) => epoch + 1));
    expect(await move(query, schema, holder('one'), mine, 7)).toBe(5); // not eight, so that what goes with it is rolled back
    expect(await renew(query, schema, holder('one'), mine)).toHaveLength(5);
    expect(await move(query, schema, holder('two'), theirs, 9)).toBe(3);
    expect(await move(query, schema, holder('two'), theirs, 9)).toBe(0); // they are not where they were
  });

  test('of another process is void where this one is alone with the database', async () => {
    const { models, database } = desk();
    await done(models.migrate());
    const { kysely, pool, schema } = database;
    const query = queryOn(kysely);
    const { rows } = await pool.query<{ build: string }>(`select build from "${schema}".read_models`);
    const all = await readCheckpoints(
      query,
      schema,
      rows.map(({ build }) => build),
    );
    await claim(query, schema, holder('query here/1/abc/1', 'here/1/abc'), all);
    expect(await claim(query, schema, holder('query here/1/abc/2', 'here/1/abc'), all)).toEqual([]);
    expect(await claim(query, schema, holder('query here/2/def/1'), all)).toEqual([]);
    expect(await claim(query, schema, holder('query here/2/def/1', 'here/2/def'), all)).toHaveLength(16);
  });
});
