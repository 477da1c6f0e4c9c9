import { spawn } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';
import * as E from 'fp-ts/Either';
import { testDatabases } from '@casebook/event-store-postgres/testing';
import { agent } from './actors';
import type { Desk } from './desk';
import { openCasebook, type Casebook } from './open';
import { run } from './run';
import { come } from './testing/come';

const [server] = testDatabases.filter(({ name }) => name === 'PostgreSQL');

const words = (body: unknown): string => String(body);

/** Goes on with a name in a process of its own, a while with each event, and says each note it has dealt with. */
const consumer = `
  const { openCasebook, agent } = require('@casebook/casebook');
  const main = async () => {
    const casebook = await openCasebook({ database: process.argv[1] });
    const desk = casebook.as({ tenant: 'acme', actor: agent('ada') });
    for await (const { event } of desk.events.subscribe({ name: 'billing', types: ['NoteAdded'] })) {
      process.stdout.write(event.body + '\\n');
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  };
  main().catch((error) => process.stdout.write(error.name + '\\n'));`;

describe('a subscription with a name', () => {
  let url: string;
  let casebook: Casebook;
  let other: Casebook;
  let drop: () => Promise<void>;
  let desk: Desk;
  let id: string;
  let written = 0;
  const stopped: Array<() => void> = [];

  beforeEach(async () => {
    if (server === undefined) throw new Error('there is no PostgreSQL to test on');
    const database = await server.open();
    drop = database.close;
    const { rows } = await database.pool.query<{ name: string }>('select current_database() as name');
    const own = new URL(process.env['CASEBOOK_TEST_DATABASE_URL'] ?? '');
    own.pathname = `/${rows[0]?.name}`;
    url = own.href;
    casebook = await openCasebook({ database: url });
    other = await openCasebook({ database: url });
    desk = casebook.as({ tenant: 'acme', actor: agent('ada') });
    id = (await run(desk.cases.create({ channel: 'chat' }))).id;
    written = 0;
  });
  afterEach(async () => {
    for (const stop of stopped.splice(0)) stop();
    await casebook.close();
    await other.close();
    await drop();
  });

  const elsewhere = (): Desk => other.as({ tenant: 'acme', actor: agent('bob') });
  const write = async (count: number): Promise<void> => {
    for (let index = 0; index < count; index += 1) await run(desk.cases.addNote(id, { body: `${written++}` }));
  };
  const billing = { name: 'billing', types: ['NoteAdded'] } as const;

  /** The notes that a loop is given until it has so many, at which it is left. */
  const notes = async ({ events }: Desk, count: number): Promise<ReadonlyArray<string>> => {
    const bodies: string[] = [];
    for await (const { event } of events.subscribe(billing)) {
      bodies.push(words(event.body));
      if (bodies.length === count) break;
    }
    return bodies;
  };
  /** A loop in the background. */
  const follow = ({ events }: Desk) => {
    const bodies: string[] = [];
    const stopping = new AbortController();
    const over = (async () => {
      for await (const { event } of events.subscribe({ ...billing, signal: stopping.signal }))
        bodies.push(words(event.body));
    })();
    return {
      bodies,
      over,
      stop: () => stopping.abort(),
      until: async (last: string): Promise<void> => {
        await come(() => bodies.includes(last));
      },
    };
  };

  test('sees nothing again where read models are built anew or gone back to', async () => {
    await write(3);
    const following = follow(desk);
    await following.until('2');
    await run(casebook.readModels.rebuild());
    await run(casebook.readModels.rollBack());
    await write(2);
    await following.until('4');
    following.stop();
    await following.over;
    expect(following.bodies).toEqual(['0', '1', '2', '3', '4']);
  });

  test('is written as one loop', async () => {
    await write(2);
    const stopping = new AbortController();
    const told: string[] = [];
    const tellCustomer = (body: unknown): Promise<void> => {
      told.push(words(body));
      if (told.length === 2) stopping.abort();
      return Promise.resolve();
    };
    // #region follow
    for await (const { event } of desk.events.subscribe({
      name: 'billing',
      types: ['NoteAdded'],
      signal: stopping.signal,
    })) {
      await tellCustomer(event.body);
    }
    // #endregion
    expect(told).toEqual(['0', '1']);
    // #region where
    const { position, held } = await run(desk.events.position('billing'));
    await run(desk.events.reset('billing', 0)); // all over again
    // #endregion
    expect({ position, held }).toEqual({ position: await run(casebook.log.head()), held: null });
    expect(await notes(desk, 1)).toEqual(['0']);
  });

  test('goes on with the event at which it was left', async () => {
    await write(5);
    expect(await notes(desk, 3)).toEqual(['0', '1', '2']);
    expect(await notes(elsewhere(), 2)).toEqual(['2', '3']);
    const rest = follow(desk);
    await rest.until('4');
    rest.stop();
    await rest.over;
    await write(1);
    expect(await notes(elsewhere(), 1)).toEqual(['5']);
  });

  test('has dealt with what was given before its casebook is closed', async () => {
    await write(3);
    const loop = follow(elsewhere());
    await loop.until('2');
    await other.close();
    await loop.over;
    const head = await run(casebook.log.head());
    expect(await run(desk.events.position('billing'))).toEqual({
      tenant: 'acme',
      name: 'billing',
      position: head,
      held: null,
    });
  });

  test('has moved past what its types leave out', async () => {
    const stopping = new AbortController();
    const loop = (async () => {
      for await (const { type } of desk.events.subscribe({
        name: 'none',
        types: ['CaseCancelled'],
        signal: stopping.signal,
      }))
        throw new Error(`${type} came`);
    })();
    await write(2);
    const head = await run(casebook.log.head());
    for (let round = 0; round < 100; round += 1) {
      const state = await desk.events.position('none')();
      if (E.isRight(state) && state.right.position === head) break;
      await pause(20);
    }
    expect(await run(desk.events.position('none'))).toMatchObject({ position: head });
    stopping.abort();
    await loop;
  });

  test('is one loop’s at a time: another one waits, and goes on where the first has stopped', async () => {
    const first = follow(desk);
    await write(3);
    await first.until('2');
    const second = follow(elsewhere());
    await write(3);
    await first.until('5');
    await pause(1_500); // in which the second one has asked
    expect(second.bodies).toEqual([]);
    expect(await run(desk.events.position('billing'))).toMatchObject({
      held: { by: expect.stringContaining(`${process.pid}`) },
    });
    first.stop();
    await first.over;
    await write(2);
    await second.until('7');
    expect(first.bodies).toEqual(['0', '1', '2', '3', '4', '5']);
    expect(second.bodies).toEqual(['6', '7']);
    second.stop();
    await second.over;
  });

  test('is taken over within ten seconds from a process that stands still, which has then lost it', async () => {
    const child = spawn(
      process.execPath,
      ['--conditions=casebook:source', '--require', 'esbuild-register', '--eval', consumer, '--', url],
      { cwd: __dirname, stdio: ['ignore', 'pipe', 'inherit'] },
    );
    stopped.push(() => child.kill('SIGKILL'));
    let text = '';
    child.stdout.on('data', (more) => (text += String(more)));
    const said = (): ReadonlyArray<string> => text.split('\n').slice(0, -1);
    await write(60);
    await come(() => said().length >= 10);
    child.kill('SIGSTOP');
    const since = performance.now();
    const second = follow(desk);
    await second.until('59');
    expect(performance.now() - since).toBeLessThan(10_000);
    const before = said();
    // What it had dealt with and not yet saved came again; nothing was left out.
    expect(Number(second.bodies[0])).toBeLessThanOrEqual(before.length);
    expect(second.bodies).toEqual(
      Array.from({ length: 60 - Number(second.bodies[0]) }, (_, index) => `${Number(second.bodies[0]) + index}`),
    );
    child.kill('SIGCONT');
    await come(() => said().includes('SubscriptionLost'));
    expect(said().slice(before.length)).toEqual(['SubscriptionLost']);
    await write(1);
    await second.until('60');
    second.stop();
    await second.over;
    expect(await run(desk.events.position('billing'))).toMatchObject({ position: await run(casebook.log.head()) });
  }, 60_000);

  test('goes on where it is put, and ends the loop that has it', async () => {
    await write(4);
    const loop = follow(elsewhere());
    await loop.until('3');
    await run(desk.events.reset('billing', 0));
    await expect(loop.over).rejects.toMatchObject({ name: 'SubscriptionLost', cause: { name: 'billing' } });
    expect(await notes(desk, 1)).toEqual(['0']);
  });

  test('keeps to the types with which it was begun, until it is reset', async () => {
    await write(1);
    expect(await notes(desk, 1)).toEqual(['0']);
    const changed = desk.events.subscribe({ name: 'billing', types: ['NoteAdded', 'CaseCreated'] });
    await expect(changed.next()).rejects.toMatchObject({
      cause: { type: 'SubscriptionFilterChanged', filter: '{"types":["NoteAdded"]}' },
    });
    await run(desk.events.reset('billing', 0));
    const { value } = await desk.events.subscribe({ name: 'billing' }).next();
    expect(value).toMatchObject({ type: 'CaseCreated' });
  });

  test('is another one at another tenant, and unknown until it is begun', async () => {
    await write(1);
    expect(await notes(desk, 1)).toEqual(['0']);
    const stranger = casebook.as({ tenant: 'other', actor: agent('eve') });
    expect(await stranger.events.position('billing')()).toEqual(
      E.left({ type: 'SubscriptionNotFound', name: 'billing' }),
    );
  });

  test('has a name and a position that can be kept', async () => {
    await expect(desk.events.subscribe({ name: '' }).next()).rejects.toMatchObject({ name: 'InvalidInput' });
    expect(await desk.events.reset('billing', -1)()).toMatchObject({ left: { type: 'InvalidInput' } });
    expect(await desk.events.position('\0')()).toMatchObject({ left: { type: 'InvalidInput' } });
  });
});
