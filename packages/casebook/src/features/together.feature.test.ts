import * as E from 'fp-ts/Either';
import { run } from '../run';
import { testDesks } from '../testing/desks';
import { told } from '../testing/telling';

const { open, under, pass, close } = testDesks();
beforeAll(open, 60_000);
afterAll(close);

const chat = { channel: 'chat' } as const;

describe('63: a case is escalated and comes back', () => {
  test('to a team that gets it, or to those who only look at it; the list says whom, how severe and since when', async () => {
    const desk = await under();
    const { ada, ben } = desk;
    const { id, number } = await run(ada.cases.create(chat));
    await run(ada.cases.route(id, { team: 'support' }));
    await run(
      ada.cases.escalate(id, {
        kind: 'hierarchical',
        to: 'management',
        severity: 'high',
        reason: 'He will sue.',
        escalationId: 'boss',
      }),
    );
    const between = await pass({ hours: 1 });
    await pass({ hours: 1 });
    await run(
      ben.cases.escalate(id, {
        kind: 'functional',
        to: 'experts',
        reason: 'We know no more.',
        escalationId: 'experts',
      }),
    );
    expect(await run(ada.queues.escalations('management'))).toMatchObject([
      { number, team: 'experts', kind: 'hierarchical', severity: 'high', rule: null, reason: 'He will sue.' },
    ]);
    expect((await run(ada.queues.escalations())).map(({ escalationId }) => escalationId)).toEqual(['boss', 'experts']);
    await pass({ hours: 1 });
    await run(ben.cases.deescalate(id, { escalationId: 'experts', reason: 'It is mended.' }));
    await run(ada.cases.deescalate(id, { escalationId: 'boss', reason: 'He is content.' }));
    expect(await run(ada.queues.escalations())).toEqual([]);
    expect(await run(ada.queues.escalations(undefined, { asOf: between }))).toMatchObject([{ escalationId: 'boss' }]);
    expect((await told(desk, number)).filter((line) => line.includes('scalat'))).toHaveLength(5);
  });

  test('refuses an escalation of what is over, and the end of one that there is not', async () => {
    const { ada } = await under();
    const { id } = await run(ada.cases.create(chat));
    expect(await ada.cases.deescalate(id, { escalationId: 'boss', reason: 'No.' })()).toEqual(
      E.left({ type: 'EscalationUnknown', escalationId: 'boss' }),
    );
    await run(ada.cases.cancel(id, { reason: 'spam' }));
    expect(await ada.cases.escalate(id, { kind: 'customer', reason: 'Loud.' })()).toEqual(
      E.left({ type: 'CaseNotOpen', status: 'Cancelled' }),
    );
  });
});

describe('73: many cases are changed at once', () => {
  test('one after the other, under one correlation; done again it does what is left', async () => {
    const { ada, sql } = await under();
    const ids = [];
    for (let count = 0; count < 3; count += 1) ids.push((await run(ada.cases.create(chat))).id);
    const [first = '', second = ''] = ids;
    const route = (some: ReadonlyArray<string>) =>
      ada.cases.forMany(some, (id, given) => ada.cases.route(id, { team: 'returns' }, given), { commandId: 'move' })();
    expect((await route([first, second, first])).map(({ id, outcome }) => [id, E.isRight(outcome)])).toEqual([
      [first, true],
      [second, true],
    ]);
    expect((await route(ids)).every(({ outcome }) => E.isRight(outcome))).toBe(true);
    expect(
      await sql(
        `select count(*)::int as events, count(distinct correlation_id)::int as requests from casebook.events
         where tenant = $tenant and type = 'CaseRouted'`,
      ),
    ).toEqual([{ events: 3, requests: 1 }]);
  });

  test('refuses only those that cannot be', async () => {
    const { ada } = await under();
    const over = await run(ada.cases.create(chat));
    await run(ada.cases.cancel(over.id, { reason: 'spam' }));
    const { id } = await run(ada.cases.create(chat));
    const claimed = await ada.cases.forMany([over.id, id], (one, given) => ada.cases.claim(one, given))();
    expect(claimed).toMatchObject([
      { id: over.id, outcome: E.left({ type: 'CaseNotOpen', status: 'Cancelled' }) },
      { id, outcome: { _tag: 'Right' } },
    ]);
  });
});
