import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
// #region automate
import { agent, assigning, reaction, run } from '@casebook/casebook';
import { mailChannel } from '@casebook/notification/mail';
import { webhookChannel } from '@casebook/notification/webhook';
// #endregion
import { openTestCasebook, type TestCasebook } from '@casebook/casebook/testing';
import { approved, rulebookOf } from '../testing/desks';

let casebook: TestCasebook;

beforeAll(async () => {
  casebook = await openTestCasebook();
}, 60_000);
afterAll(() => casebook.close());

test('a system is told of what happens, and a note is added by itself', async () => {
  const told: string[] = [];
  const server = createServer((request, response) => {
    request.on('data', (body) => told.push(String(body)));
    request.on('end', () => response.writeHead(204).end());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/cases`;
  const secret = `whsec_${Buffer.alloc(24, 'secret').toString('base64')}`;
  const sections = {
    // #region notifications
    notifications: [
      {
        name: 'the warehouse hears of what it has to send',
        on: ['CaseResolved'],
        when: { all: [] },
        to: ['system'],
        through: 'warehouse',
      },
    ],
    // #endregion
  };
  const desk = casebook.as({ tenant: 'acme', actor: agent('ada') });
  await run(desk.rulebook.publish(rulebookOf(sections), approved));
  const whoCould = () => Promise.resolve([{ agent: 'ada', open: 3, capacity: 8 }]);
  const troubles: unknown[] = [];

  // #region reaction
  const askingBack = reaction({
    name: 'asking-back',
    on: ['CaseReopened'],
    act: ({ stream, event }, acting, because) =>
      acting.cases.addNote(stream.slice('case-acme_'.length), { body: `Why again? ${event.cause}` }, because),
  });
  // #endregion
  // #region automate
  const channels = {
    mail: mailChannel({ server: 'smtps://desk:password@mail.acme.example:465', from: 'The desk <desk@acme.example>' }),
    warehouse: webhookChannel({ url, secret }),
  };
  const automations = casebook.automate({
    telling: {
      channels,
      addressesOf: ({ kind, id }) => (kind === 'customer' ? [] : [`${id}@acme.example`]), // of customers none is known
    },
    reacting: { tenants: ['acme'], reactions: [assigning(whoCould), askingBack] },
    onTrouble: ({ doing, failure }) => troubles.push([doing, failure]),
  });
  // #endregion

  const { id, number } = await run(desk.cases.create({ channel: 'chat' }));
  await run(desk.cases.claim(id));
  await run(desk.cases.resolve(id, { code: 'replaced', notes: 'New one.' }));
  await run(desk.cases.reopen(id, { reason: 'It flickers.' }));
  const types = async () => (await run(desk.history.timeline(number))).map(({ type }) => type);
  for (let round = 0; told.length === 0 || !(await types()).includes('NoteAdded'); round += 1) {
    if (round > 1_000) throw new Error(`it did not come: ${JSON.stringify([told, await types(), troubles])}`);
    await pause(10);
  }

  // #region automate

  // when the program ends
  await automations.stop();
  await Promise.all(Object.values(channels).map((channel) => channel.close()));
  // #endregion
  await new Promise((resolve) => server.close(resolve));
  expect(JSON.parse(told[0] ?? '')).toMatchObject({ data: { number, event: 'CaseResolved' } });
  expect(troubles).toEqual([]);
});
