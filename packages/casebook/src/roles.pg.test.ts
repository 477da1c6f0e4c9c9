import { agent, customer, openCasebook, run, type Casebook } from '@casebook/casebook';
import { deskWithRoles, type DeskWithRoles } from '@casebook/event-store-postgres/testing';

describe('a desk whose roles have the rights to their work and no others', () => {
  let desk: DeskWithRoles;
  const opened: Casebook[] = [];
  const openAs = async (name: 'owner' | 'writer' | 'reader'): Promise<Casebook> => {
    const { pool } = await desk.as(name);
    const casebook = await openCasebook({ pool });
    opened.push(casebook);
    return casebook;
  };
  beforeAll(async () => {
    desk = await deskWithRoles();
    await openAs('owner'); // makes the read models and the views, after the rights were given
  }, 60_000);
  afterAll(async () => {
    for (const casebook of opened) await casebook.close();
    await desk.close();
  });

  test('is worked at by a writer, who changes no table', async () => {
    const casebook = await openAs('writer');
    const ada = casebook.as({ tenant: 'acme', actor: agent('ada') });
    const { id, number } = await run(
      casebook
        .as({ tenant: 'acme', actor: customer('grace') })
        .cases.create({ channel: 'chat', subject: 'Dark screen' }),
    );
    await run(ada.cases.assign(id, { agent: 'ada', team: 'support' }));
    expect(await run(ada.queues.team('support'))).toMatchObject([{ number }]);
    expect(await run(ada.history.timeline(number))).toHaveLength(3);
    expect(await run(casebook.observeTime())).toBe(0);
    expect((await run(casebook.sql('select number from fact_case'))).rows).toEqual([{ number }]);
  });

  test('needs its owner for a question about the past, and says so', async () => {
    const question = { asOf: '2026-03-01T00:00:00.000Z' };
    const writer = await openAs('writer');
    expect(await writer.as({ tenant: 'acme', actor: agent('ada') }).queues.counts(question)()).toMatchObject({
      left: { type: 'StoreUnavailable', message: expect.stringContaining('permission denied for database') },
    });
    const owner = await openAs('owner');
    expect(await run(owner.as({ tenant: 'acme', actor: agent('ada') }).queues.counts(question))).toEqual([]);
  });

  test('is read by an analyst through the views', async () => {
    const { pool } = await desk.as('analyst');
    expect((await pool.query('select tenant, channel from fact_case')).rows).toEqual([
      { tenant: 'acme', channel: 'chat' },
    ]);
    await expect(pool.query('select * from casebook.queue_entries')).rejects.toMatchObject({ code: '42501' });
  });
});
