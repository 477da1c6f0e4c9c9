import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as E from 'fp-ts/Either';
import { agent, copyLog, customer, openCasebook, run, type Casebook } from '@casebook/casebook';
import { startNode, type EventStoreNode } from '@casebook/event-store-eventstoredb/testing';

/** What a desk shows of itself that has nothing to do with positions. */
const shown = async (casebook: Casebook) => {
  const desk = casebook.as({ tenant: 'acme', actor: agent('ada') });
  const { events } = await run(casebook.sealedLog.readAll({ after: 0, limit: 10_000 }));
  return {
    report: await run(desk.analytics.report()),
    queues: (await run(desk.queues.counts())).map(({ oldestAge: _, ...count }) => count),
    hashes: events.map(({ hash }) => hash),
    texts: events.map(({ data }) => data),
  };
};

const work = async (casebook: Casebook, customers: ReadonlyArray<string>): Promise<ReadonlyArray<string>> => {
  const ada = casebook.as({ tenant: 'acme', actor: agent('ada') });
  const ids: string[] = [];
  for (const name of customers) {
    const { id } = await run(
      casebook
        .as({ tenant: 'acme', actor: customer(name) })
        .cases.create({ channel: 'chat', customer: name, subject: `Screen of ${name} is dark` }),
    );
    await run(ada.cases.assign(id, { agent: 'ada', team: 'support' }));
    ids.push(id);
  }
  return ids;
};

describe('a desk whose log is on an EventStoreDB', () => {
  let node: EventStoreNode;
  let folder: string;
  beforeEach(async () => {
    node = await startNode();
    folder = mkdtempSync(join(tmpdir(), 'casebook-log-'));
  });
  afterEach(async () => {
    await node.close();
    rmSync(folder, { recursive: true });
  });

  test('is worked at, followed, checked and closed as any other, and goes on where it was', async () => {
    const first = await openCasebook({ data: folder, log: node.url, follow: true });
    const [id = ''] = await work(first, ['grace', 'alan']);
    const before = await shown(first);
    expect(before.report).toMatchObject({ cases: 2 });
    expect(await run(first.checkLog())).toMatchObject({ findings: [], isKept: false });
    await first.close();

    const second = await openCasebook({ data: folder, log: node.url });
    expect(await shown(second)).toEqual(before);
    const ada = second.as({ tenant: 'acme', actor: agent('ada') });
    await run(ada.cases.assign(id, { agent: 'noor', team: 'support' }));
    await work(second, ['edsger']);
    expect(await shown(second)).toMatchObject({ report: { cases: 3 } });
    expect((await run(second.readModels.check())).drifts).toEqual([]);
    await second.close();
  }, 60_000);

  test('keeps personal texts sealed there, and erases a person by destroying a key here', async () => {
    const casebook = await openCasebook({ memory: true, log: node.url });
    await work(casebook, ['grace']);
    const written = (): string =>
      node.log
        .all()
        .map(({ data }) => Buffer.from(data).toString('utf8'))
        .join('\n');
    expect(written()).not.toContain('is dark');
    const { privacy } = casebook.as({ tenant: 'acme', actor: agent('ada') });
    const receipt = await run(privacy.erase('grace', { reason: 'she asked' }));
    expect(receipt.cases).toHaveLength(1);
    expect(await run(privacy.erase('grace', { reason: 'again' }))).toMatchObject({ keyId: receipt.keyId });
    await casebook.close();
  }, 60_000);

  test('is opened with its log and with no other', async () => {
    const refused = async (options: Parameters<typeof openCasebook>[0]): Promise<unknown> => {
      const failure = await openCasebook(options).then(
        async (casebook) => casebook.close(),
        (error: unknown) => error,
      );
      return failure instanceof Error ? failure.cause : failure;
    };
    const here = join(folder, 'here');
    const own = await openCasebook({ data: here });
    await work(own, ['grace']);
    await own.close();
    expect(await refused({ data: here, log: node.url })).toMatchObject({ type: 'LogElsewhere', is: 'database' });

    const there = join(folder, 'there');
    await (await openCasebook({ data: there, log: node.url })).close();
    expect(await refused({ data: there })).toMatchObject({ type: 'LogElsewhere', is: 'server' });
    const other = await startNode();
    expect(await refused({ data: there, log: other.url })).toMatchObject({ type: 'LogElsewhere', is: 'other' });
    await other.close();
  }, 60_000);

  test('is moved there and back, each event with the hash it had, and named subscriptions go on after the same event', async () => {
    const read = async (casebook: Casebook, count: number): Promise<ReadonlyArray<string>> => {
      const seen: string[] = [];
      const { events } = casebook.as({ tenant: 'acme', actor: agent('ada') });
      for await (const { id } of events.subscribe({ name: 'mailer' })) {
        seen.push(id);
        if (seen.length >= count) break;
      }
      return seen;
    };
    const first = await openCasebook({ data: folder });
    await work(first, ['grace', 'alan']);
    const seen = await read(first, 2);
    const before = await shown(first);
    await first.close();

    const moving = { database: { folder }, log: node.url };
    const there = await run(copyLog({ ...moving, to: 'server' }));
    expect(there).toMatchObject({ events: before.hashes.length, written: before.hashes.length, subscriptions: 1 });
    expect(await run(copyLog({ ...moving, to: 'server' }))).toMatchObject({ written: 0, root: there.root });

    const second = await openCasebook({ data: folder, log: node.url });
    expect(await shown(second)).toEqual(before);
    expect((await run(second.checkLog())).head.root).toBe(there.root);
    await work(second, ['edsger']);
    const { events } = await run(second.log.readAll({ after: 0, limit: 1_000, filter: { categories: ['case'] } }));
    const ids = events.map(({ id }) => id);
    const rest = await read(second, ids.length - seen.length);
    // Whoever leaves a loop may be given its last event again, and none before it.
    expect([seen, rest.at(-1)]).toEqual([ids.slice(0, 2), expect.any(String)]);
    expect(rest).not.toContain(seen[0]);
    expect(ids.slice(-rest.length - 1)).toEqual(expect.arrayContaining([...rest]));
    const grown = await shown(second);
    await second.close();

    const back = await run(copyLog({ ...moving, to: 'database' }));
    expect(back.written).toBe(grown.hashes.length - before.hashes.length);
    const third = await openCasebook({ data: folder });
    expect(await shown(third)).toEqual(grown);
    expect(await run(third.checkLog())).toMatchObject({ findings: [], head: { root: back.root } });
    expect((await run(third.readModels.check())).drifts).toEqual([]);
    await third.close();
  }, 120_000);

  test('is not switched over where the logs are not the same', async () => {
    const casebook = await openCasebook({ data: folder });
    await work(casebook, ['grace']);
    await casebook.close();
    const other = await openCasebook({ memory: true, log: node.url });
    await work(other, ['grace']);
    await other.close();
    const copied = await copyLog({ database: { folder }, log: node.url, to: 'server' })();
    expect(E.isLeft(copied) && copied.left.type).toMatch(/LogsDiffer|RevisionConflict|EventIdTaken/);
    await (await openCasebook({ data: folder })).close();
  }, 60_000);
});
