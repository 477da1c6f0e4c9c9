import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import * as E from 'fp-ts/Either';
import { testDatabases } from '@casebook/event-store-postgres/testing';
import { memoryChannel, type MemoryChannel } from '@casebook/notification/testing';
import { agent } from '../actors';
import type { Desk } from '../desk';
import { openCasebook, type Casebook } from '../open';
import { run } from '../run';
import { come } from '../testing/come';
import { approved, rulebookOf } from '../testing/desks';
import { calendar, serviceLevel } from '../testing/sections';
import { assigning } from './assigning';
import type { Automating } from './automate';
import { reaction } from './reaction';
import type { Trouble } from './trouble';

const [server] = testDatabases.filter(({ name }) => name === 'PostgreSQL');

const toSystem = (...on: ReadonlyArray<string>) => ({
  name: 'all',
  on,
  when: { all: [] },
  to: ['system'],
  through: 'hook',
});

/** Delivers to standard output, and is never answered. */
const courier = `
  const { openCasebook } = require('@casebook/casebook');
  const main = async () => {
    const casebook = await openCasebook({ database: process.argv[1] });
    casebook.automate({
      telling: {
        channels: { hook: { deliver: ({ id }) => () => { console.log(id); return new Promise(() => {}); }, close: async () => {} } },
        addressesOf: () => [],
      },
      onTrouble: () => {},
      every: 20,
    });
  };
  main().catch((error) => console.log(error.name));`;

describe('automations', () => {
  let url: string;
  let casebook: Casebook;
  let other: Casebook;
  let drop: () => Promise<void>;
  let desk: Desk;
  const troubles: Trouble[] = [];
  const children: ChildProcess[] = [];

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
    troubles.length = 0;
  });
  afterEach(async () => {
    for (const child of children.splice(0)) child.kill('SIGKILL');
    await casebook.close();
    await other.close();
    await drop();
  });

  const automated = (one: Casebook, automating: Omit<Automating, 'onTrouble'>) =>
    one.automate({ onTrouble: (trouble) => void troubles.push(trouble), every: 20, ...automating });
  const telling = (hook: MemoryChannel) => ({ telling: { channels: { hook }, addressesOf: () => [] } });
  const created = async (count: number): Promise<void> => {
    for (let index = 0; index < count; index += 1) await run(desk.cases.create({ channel: 'phone' }));
  };
  const isSettled = async (): Promise<boolean> => (await run(desk.queues.undelivered())).length === 0;

  test('of several processes tell each of it once, and go on where one has ended', async () => {
    await run(desk.rulebook.publish(rulebookOf({ notifications: [toSystem('CaseCreated')] }), approved));
    const hooks = [memoryChannel(), memoryChannel()] as const;
    const first = automated(casebook, telling(hooks[0]));
    automated(other, telling(hooks[1]));
    await created(30);
    await come(isSettled);
    await first.stop();
    await created(10);
    await come(isSettled);
    const told = hooks.flatMap((hook) => hook.received().map(({ data }) => (data as { number: string }).number));
    expect(new Set(told).size).toBe(40);
    expect(told).toHaveLength(40);
    expect(hooks[1].received().length).toBeGreaterThanOrEqual(10);
    expect(troubles).toEqual([]);
  });

  test('tell it again, under the same name, where the process was killed before it knew that it had arrived', async () => {
    await run(desk.rulebook.publish(rulebookOf({ notifications: [toSystem('CaseCreated')] }), approved));
    await created(1);
    const child = spawn(
      process.execPath,
      ['--conditions=casebook:source', '--require', 'esbuild-register', '--eval', courier, url],
      { cwd: __dirname, stdio: ['ignore', 'pipe', 'inherit'] },
    );
    children.push(child);
    const [sent] = (await once(child.stdout, 'data')) as [Buffer];
    child.kill('SIGKILL');
    await once(child, 'exit');
    const hook = memoryChannel();
    automated(casebook, telling(hook));
    await come(isSettled);
    expect(hook.received().map(({ id }) => id)).toEqual([sent.toString().trim()]);
  }, 60_000);

  test('let time bring to other cases what it brings, where one of them cannot be brought any further', async () => {
    const days = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];
    const week = Object.fromEntries(days.map((day) => [day, [{ from: '00:00', to: '24:00' }]]));
    const promised = {
      calendars: [calendar('office', { week })],
      serviceLevels: [serviceLevel('at once', 1, { target: 1 })],
    };
    const rulebooks = (upTo: number) => [1, 2].slice(0, upTo).map((version) => rulebookOf(promised, version));
    const begun = async (one: Casebook): Promise<string> => {
      const { cases } = one.as({ tenant: 'acme', actor: agent('ada') });
      return (await run(cases.create({ channel: 'phone' }))).number;
    };
    const newer = await openCasebook({ database: url, rulebooks: rulebooks(2) });
    const stuck = await begun(newer);
    await newer.close();
    const older = await openCasebook({ database: url, rulebooks: rulebooks(1) });
    const moved = await begun(older);
    await pause(10);
    expect(await older.observeTime()()).toMatchObject(E.left({ type: 'RulebookMissing' }));
    const seen = older.as({ tenant: 'acme', actor: agent('ada') });
    const types = async (number: string) => (await run(seen.history.timeline(number))).map(({ type }) => type);
    expect(await types(stuck)).not.toContain('ServiceLevelBreached');
    expect(await types(moved)).toContain('ServiceLevelBreached');
    await older.close();
  });

  test('do what is to be done when something happens, once, and go on after a restart', async () => {
    const sections = {
      teams: [{ team: 'returns', agents: ['ada', 'ben'] }],
      assignment: [
        {
          name: 'whoever has room',
          when: { all: [] },
          requires: [],
          prefers: { skills: [], language: 0, segment: 0, room: 1 },
          respondWithin: null,
        },
      ],
    };
    await run(desk.rulebook.publish(rulebookOf(sections), approved));
    const candidates = () =>
      Promise.resolve(['ada', 'ben'].map((name) => ({ agent: name, open: name === 'ada' ? 0 : 3, capacity: 5 })));
    const automating = { reacting: { reactions: [assigning(candidates)], tenants: ['acme'] } };
    const first = automated(casebook, automating);
    const { id, number } = await run(desk.cases.create({ channel: 'phone' }));
    await run(desk.cases.route(id, { team: 'returns' }));
    const assignee = async () =>
      (await run(desk.history.timeline(number))).filter(({ type }) => type === 'CaseAssigned').map(({ what }) => what);
    await come(async () => (await assignee()).length === 1);
    await first.stop();
    await run(desk.cases.declineAssignment(id));
    automated(other, automating);
    await come(async () => (await assignee()).length === 2);
    expect(await assignee()).toEqual([expect.stringContaining('ada'), expect.stringContaining('ben')]);
    expect(troubles).toEqual([]);
  });

  test('say what a reaction could not do, and go on with the next event', async () => {
    const closing = reaction({
      name: 'closing',
      on: ['NoteAdded'],
      act: ({ stream }, acting, because) =>
        acting.cases.close(stream.slice('case-acme_'.length), { notes: 'Done.' }, because),
    });
    automated(casebook, { reacting: { reactions: [closing], tenants: ['acme'] } });
    const [one, another] = [
      await run(desk.cases.create({ channel: 'phone' })),
      await run(desk.cases.create({ channel: 'phone' })),
    ];
    await run(desk.cases.addNote(one.id, { body: 'too early' }));
    await run(desk.cases.assign(another.id, { agent: 'ada' }));
    await run(desk.cases.acceptAssignment(another.id));
    await run(desk.cases.addNote(another.id, { body: 'now' }));
    await come(async () => (await run(desk.history.find(another.number))).status === 'Closed');
    expect(troubles).toEqual([{ doing: 'closing at acme', failure: { type: 'CaseNotAccepted' } }]);
    expect((await run(desk.history.timeline(another.number))).at(-1)).toMatchObject({
      type: 'CaseClosed',
      who: 'closing (automation)',
    });
  });
});
