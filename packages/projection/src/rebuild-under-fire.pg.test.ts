import { join } from 'node:path';
import { postgresEventStore } from '@casebook/event-store-postgres';
import { openServer, type ServerDatabase } from '@casebook/event-store-postgres/testing';
import { casebookAppender } from './testing/fight/casebook/appender';
import { casebook, readModelsIn } from './testing/fight/casebook/contender';
import { fill } from './testing/fight/casebook/fill';
import { faultsSeen, read, type Glance, type Reader } from './testing/fight/casebook/reader';
import { wordsOf } from './testing/fight/examine';
import { done } from './testing/done';
import { start, type Process } from './testing/fight/processes';
import { atRest, midway } from './testing/fight/watching';

const lease = 2_000; // milliseconds
const contender = casebook(lease);

describe('read models that are built anew while appends and queries go on', () => {
  let database: ServerDatabase;
  let reader: Reader;
  let writer: Process;
  let processes: ReadonlyArray<Process>;
  const begin = (name: string, ...args: ReadonlyArray<string>): Process => {
    const worker = join(__dirname, 'testing', 'fight', 'casebook', 'worker.ts');
    const begun = start(name, worker, database.url, String(lease), ...args);
    processes = [...processes, begun];
    return begun;
  };
  beforeEach(async () => {
    processes = [];
    database = await openServer();
    await contender.prepare(database.url);
    await fill(casebookAppender(postgresEventStore(database)), 400);
    await done(readModelsIn(database, lease).catchUp());
    writer = start('writer', require.resolve('./testing/fight/writer'), 'casebook', database.url, '1');
    begin('follower', 'follow');
    reader = read(database);
  }, 120_000);
  afterEach(async () => {
    await reader.stop();
    await Promise.all([writer, ...processes].map((one) => one.kill()));
    await database.close();
  });

  const builds = async (): Promise<ReadonlyArray<string>> => {
    const { rows } = await database.pool.query<{ build: string }>(
      `select build from casebook.read_models where projection = 'tallies' and role = 'next'`,
    );
    return rows.map(({ build }) => build);
  };
  const live = async (): Promise<unknown> => {
    const { rows } = await database.pool.query(
      `select build, version from casebook.read_models where projection = 'tallies' and role = 'live'`,
    );
    return rows;
  };
  const settled = async (): Promise<ReadonlyArray<string>> => {
    const resting = writer.says('resting');
    writer.tell('rest');
    await resting;
    const { faults } = await atRest(database, contender, () => undefined);
    return faults.map(wordsOf);
  };

  const seen = async (): Promise<ReadonlyArray<Glance>> => {
    await reader.stop();
    return reader.glances();
  };

  test('are never seen empty, half-built or mixed, and are resumed by another process where who built them was killed', async () => {
    const killed = begin('builder', 'migrate', '2');
    await killed.says('page', 3);
    await killed.kill();
    const [build] = await builds();
    expect(await midway(database, contender)).toEqual([]);
    expect(await begin('second builder', 'migrate', '2').ended).toBe(0);
    expect(await live()).toEqual([{ build, version: 2 }]); // the very table that the first one had begun
    begin('new follower', 'follow', '2');
    expect(await settled()).toEqual([]);
    const glances = await seen();
    expect(faultsSeen(glances)).toEqual([]);
    expect(new Set(glances.flatMap(({ madeBy }) => madeBy))).toEqual(new Set([1, 2]));
    expect(glances.length).toBeGreaterThan(50);
  }, 120_000);

  test('are never seen with less than before where the same version is built again and who does it is killed', async () => {
    const before = await live();
    const killed = begin('builder', 'rebuild');
    await killed.says('page', 3);
    await killed.kill();
    expect(await midway(database, contender)).toEqual([]);
    expect(await live()).toEqual(before);
    expect(await begin('second builder', 'rebuild').ended).toBe(0);
    expect(await live()).not.toEqual(before);
    expect(await settled()).toEqual([]);
    expect(faultsSeen(await seen())).toEqual([]);
  }, 120_000);
});
