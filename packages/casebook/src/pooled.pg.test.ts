import { agent, customer, openCasebook, run } from '@casebook/casebook';
import { openServer, startTransactionPooler } from '@casebook/event-store-postgres/testing';

test('a desk works behind a pooler in transaction mode, with two connections for three processes', async () => {
  const server = await openServer();
  const pooler = await startTransactionPooler(server.url, 2);
  const open = () => openCasebook({ database: pooler.url, follow: true });
  const casebooks = await Promise.all([open(), open(), open()]);
  try {
    const worked = casebooks.map(async (casebook, index) => {
      const grace = casebook.as({ tenant: 'acme', actor: customer('grace') });
      const ada = casebook.as({ tenant: 'acme', actor: agent('ada') });
      const team = `team ${index}`;
      const { id, number } = await run(grace.cases.create({ channel: 'chat', subject: 'Screen stays dark' }));
      await run(ada.cases.assign(id, { agent: 'ada', team }));
      await run(ada.cases.addNote(id, { body: 'Looks like the panel.' }));
      const { events } = await run(ada.cases.resolve(id, { code: 'replaced', notes: 'New device sent.' }));
      const then = events[0]?.occurredAt ?? '';
      expect(await run(ada.history.find(number))).toMatchObject({ number, status: 'Resolved' });
      expect((await run(ada.history.timeline(number))).length).toBeGreaterThan(3);
      expect(await run(ada.queues.team(team, { asOf: then }))).toEqual(await run(ada.queues.team(team)));
      expect((await run(casebook.sql('select number from fact_case', { asOf: then }))).rows).toContainEqual({ number });
      return number;
    });
    const numbers = await Promise.all(worked);
    expect(new Set(numbers).size).toBe(casebooks.length);
    for (const casebook of casebooks) {
      expect((await run(casebook.readModels.check())).drifts).toEqual([]);
      expect((await run(casebook.readModels.rebuild())).events).toBeGreaterThan(0);
    }
    expect(pooler.handed()).toBeGreaterThan(100);
  } finally {
    for (const casebook of casebooks) await casebook.close();
    await pooler.close();
    await server.close();
  }
}, 60_000);
