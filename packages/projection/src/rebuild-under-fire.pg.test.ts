import { join } from 'node:path';
import { postgresEventStore } from '@casebook/event-store-postgres';
import { openServer, type ServerDatabase } from '@casebook/event-store-postgres/testing';
import { casebookAppender } from './testing/fight/casebook/appender';
import { casebook, readModelsIn } from './testing/fight/casebook/contender';
import { fill } from './testing/fight/casebook/fill';
import { faultsSeen, read, versionsSeen, type Glance, type Reader } from './testing/fight/casebook/reader';
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

  /** The table of a role, by the number that it has whatever its name. */
  const build = async (role: string): Promise<ReadonlyArray<{ readonly table: string; readonly version: number }>> => {
    const { rows } = await database.pool.query<{ table: string; version: number }>(
      `select format('casebook.tallies_v%s%s', version, case role when 'live' then '' else '_' || role end)::regclass::oid::text as table,
         version
       from casebook.read_models where projection = 'tallies' and role = $1`,
      [role],
    );
    return rows;
  };
  const faultsAtRest = async (): Promise<ReadonlyArray<string>> => {
    const resting = writer.says('resting');
    writer.tell('rest');
    await resting;
    const { faults } = await atRest(database, contender, () => undefined);
    const going = writer.says('going');
    writer.tell('go');
    await going;
    return faults.map(wordsOf);
  };
  const seen = async (): Promise<ReadonlyArray<Glance>> => {
    await reader.stop();
    return reader.glances();
  };

  test('are never seen empty, half-built or mixed, where a new version is begun, killed, resumed, switched to and gone back from', async () => {
    const first = await build('live');
    const killed = begin('builder', 'migrate', '2');
    await killed.says('page', 3);
    await killed.kill();
    const next = await build('next');
    expect(next).toMatchObject([{ version: 2 }]);
    expect(await midway(database, contender)).toEqual([]);

    expect(await begin('second builder', 'migrate', '2').ended).toBe(0);
    expect(await build('live')).toEqual(next); // the very table that the first one had begun
    const follower = begin('new follower', 'follow', '2');
    expect(await faultsAtRest()).toEqual([]);

    expect(await begin('back', 'roll back').ended).toBe(0);
    await follower.kill();
    expect(await build('live')).toEqual(first);
    expect(await faultsAtRest()).toEqual([]);

    const glances = await seen();
    expect(faultsSeen(glances)).toEqual([]);
    expect(versionsSeen(glances)).toEqual([1, 2, 1]);
    expect(glances.length).toBeGreaterThan(50);
  }, 300_000);

  test('are never seen with less than before where the same version is built again and who does it is killed', async () => {
    const before = await build('live');
    const killed = begin('builder', 'rebuild');
    await killed.says('page', 3);
    await killed.kill();
    const next = await build('next');
    expect(await midway(database, contender)).toEqual([]);
    expect(await build('live')).toEqual(before);

    expect(await begin('second builder', 'rebuild').ended).toBe(0);
    expect(await build('live')).toEqual(next);
    expect(await faultsAtRest()).toEqual([]);
    expect(faultsSeen(await seen())).toEqual([]);
  }, 300_000);
});
