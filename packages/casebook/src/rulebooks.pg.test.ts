import * as E from 'fp-ts/Either';
import { plainRulebook, type Rulebook } from '@casebook/domain';
import { testDatabases } from '@casebook/event-store-postgres/testing';
import { textOf } from '@casebook/vocabulary';
import { agent } from './actors';
import { openCasebook, type Casebook, type Options } from './open';
import { run } from './run';
import { movableClock } from './testing';

const hour = 3_600_000;
const always = [{ from: '00:00', to: '24:00' }];
const [monday, tuesday, wednesday, thursday, friday, saturday, sunday] = Array.from({ length: 7 }, () => always);

/** Promises to resolve within so many hours. */
const promising = (version: number, hours: number): Rulebook =>
  ({
    ...plainRulebook,
    version,
    calendars: [
      {
        id: 'always',
        name: 'Always',
        zone: 'UTC',
        week: { monday, tuesday, wednesday, thursday, friday, saturday, sunday },
        exceptions: [],
      },
    ],
    serviceLevels: [
      {
        name: `resolve in ${hours} hours`,
        metric: 'resolution',
        agreement: 'SLA',
        when: { all: [] },
        stopsWhen: null,
        cancelledWhen: null,
        target: hours * hour,
        calendar: 'always',
        pausedBy: [],
        warnings: [],
        counts: 'fromStart',
        reopening: 'newCycle',
      },
    ],
  }) as unknown as Rulebook; // plain words for the branded ones: they are read like any document
const approved = { approvedBy: 'grace', changeNote: 'A promise.', effectiveFrom: 'now' };

type Database = Awaited<ReturnType<(typeof testDatabases)[number]['open']>>;

describe('two casebooks over one PostgreSQL', () => {
  const clock = movableClock('2026-03-02T09:00:00.000Z');
  let database: Database;
  const all: Casebook[] = [];

  beforeAll(async () => {
    const [server] = testDatabases.filter(({ name }) => name === 'PostgreSQL');
    if (server === undefined) throw new Error('there is no PostgreSQL to test on');
    database = await server.open();
  });
  afterAll(async () => {
    for (const casebook of all) await casebook.close();
    await database.close();
  });

  const open = async (options: Options = {}): Promise<Casebook> => {
    const { pool, schema } = database;
    const casebook = await openCasebook({ pool, schema, clock: clock.now, ...options });
    all.push(casebook);
    return casebook;
  };
  const ada = (casebook: Casebook, tenant: string) => casebook.as({ tenant, actor: agent('ada') });
  const promisedIn = async (casebook: Casebook, tenant: string): Promise<unknown> => {
    const { events } = await run(ada(casebook, tenant).cases.create({ channel: 'chat' }));
    return events.flatMap(({ event }) => (event.type === 'ServiceLevelStarted' ? [event.policy] : []));
  };

  test('see with the next command what the other has published, and what runs stays as it began', async () => {
    const [one, other] = [await open(), await open()];
    expect(await promisedIn(other, 'acme')).toEqual([]);
    await run(ada(one, 'acme').rulebook.publish(promising(1, 48), approved));
    expect(await promisedIn(other, 'acme')).toEqual(['resolve in 48 hours']);
    const { id } = await run(ada(one, 'acme').cases.create({ channel: 'chat' }));
    await run(ada(other, 'acme').rulebook.publish(promising(2, 24), approved));
    expect(await promisedIn(one, 'acme')).toEqual(['resolve in 24 hours']);
    const { events } = await run(ada(other, 'acme').cases.resolve(id, { code: 'done', notes: 'Done.' }));
    expect(events.map(({ type }) => type)).toEqual(['CaseResolved', 'ServiceLevelMet']);
  });

  test('publish one version after the other, also at once: one wins, and the other is told the next number', async () => {
    const [one, other] = [await open(), await open()];
    const answers = await Promise.all(
      [one, other].map((casebook, index) =>
        ada(casebook, 'racing').rulebook.publish(promising(1, 10 + index), approved)(),
      ),
    );
    expect(answers.filter(E.isRight)).toHaveLength(1);
    expect(answers.filter(E.isLeft)).toEqual([E.left({ type: 'VersionNotNext', version: 1, next: 2 })]);
    expect(await run(ada(one, 'racing').rulebook.versions())).toEqual(
      await run(ada(other, 'racing').rulebook.versions()),
    );
  });

  test('are told where one decides by a version of its own code that the other does not have', async () => {
    const [coded, other] = [await open({ rulebooks: [promising(7, 48)] }), await open()];
    const { id } = await run(ada(coded, 'apart').cases.create({ channel: 'chat' }));
    const missing = E.left({ type: 'RulebookMissing', version: 7 });
    expect(await ada(other, 'apart').cases.addNote(id, { body: 'Who promised what?' })()).toEqual(missing);
    clock.advance({ days: 3 });
    expect(await other.observeTime()()).toEqual(missing);
    expect((await run(ada(other, 'apart').history.timeline((await caseOf(other, 'apart')).number))).length).toBe(2);
    expect(await run(coded.observeTime())).toBeGreaterThan(0);
  });

  const caseOf = async (casebook: Casebook, tenant: string) => {
    const [found] = await run(ada(casebook, tenant).queues.team(null));
    if (found === undefined) throw new Error('there is a case');
    return found;
  };

  test('are told where code and log have one version with another content, when opening and with a command', async () => {
    const coded = await open({ rulebooks: (tenant) => (tenant === 'torn' ? [promising(1, 12)] : []) });
    await run(ada(await open(), 'torn').rulebook.publish(promising(1, 24), approved));
    const contradicted = { type: 'RulebookContradicted', tenant: 'torn', version: 1 };
    expect(await ada(coded, 'torn').cases.create({ channel: 'chat' })()).toEqual(E.left(contradicted));
    expect(await ada(coded, 'torn').rulebook.publish(promising(2, 24), approved)()).toEqual(E.left(contradicted));
    await expect(open({ rulebooks: (tenant) => (tenant === 'torn' ? [promising(1, 12)] : []) })).rejects.toMatchObject({
      cause: contradicted,
    });
  });

  test('agree where code has what was published', async () => {
    await run(ada(await open(), 'alike').rulebook.publish(promising(1, 24), approved));
    const effectiveFrom = clock.now();
    const same = { ...promising(1, 24), effectiveFrom, hash: textOf('as it may be') };
    const coded = await open({ rulebooks: (tenant) => (tenant === 'alike' ? [same] : []) });
    expect(await promisedIn(coded, 'alike')).toEqual(['resolve in 24 hours']);
    expect(await run(ada(coded, 'alike').rulebook.versions())).toMatchObject([{ version: 1, published: {} }]);
  });
});
