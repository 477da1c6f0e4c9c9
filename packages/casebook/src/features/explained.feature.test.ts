import * as E from 'fp-ts/Either';
import { run } from '../run';
import { testDesks } from '../testing/desks';
import { calendar, serviceLevel } from '../testing/sections';

const { open, under, pass, passToMonday, close } = testDesks();
beforeAll(open, 60_000);
afterAll(close);

const chat = { channel: 'chat' } as const;
const hour = 3_600_000;
const sections = {
  calendars: [calendar()],
  serviceLevels: [
    serviceLevel('calls solved in 4 hours', 4, { when: { field: 'channel', is: 'phone' } }),
    serviceLevel('solved in 8 hours', 8, { pausedBy: ['customer'] }),
    serviceLevel('answered in 2 hours', 2, { metric: 'firstResponse' }),
  ],
};

describe('87: a service level is broken down by who had the case', () => {
  test('in working time, waits and nights left out, also as of a past instant', async () => {
    const { ada, ben } = await under(sections);
    await passToMonday(); // nine o'clock
    const { id, number } = await run(ada.cases.create(chat));
    await pass({ hours: 1 });
    await run(ada.cases.route(id, { team: 'desk' }));
    await run(ada.cases.claim(id));
    await pass({ hours: 2 });
    await run(ada.cases.startWait(id, { on: 'customer' }));
    await pass({ hours: 3 });
    await run(ada.cases.receiveMessage(id, { ...chat, body: 'Here it is.' }));
    const asOf = await pass({ hours: 1 }); // four o'clock
    await run(ada.cases.assign(id, { agent: 'ben', team: 'workshop' }));
    await pass({ hours: 18 }); // ten o'clock of the next day
    await run(ben.cases.acceptAssignment(id));
    await run(ben.cases.resolve(id, { code: 'replaced', notes: 'A new one.' }));
    const { levels } = await run(ada.history.serviceLevels(number));
    expect(levels.find(({ metric }) => metric === 'resolution')).toMatchObject({
      policy: 'solved in 8 hours',
      outcome: 'met',
      used: 6 * hour,
      spans: [
        { team: null, agent: null, used: hour },
        { team: 'desk', agent: 'ada', used: 3 * hour },
        { team: 'workshop', agent: 'ben', used: 2 * hour },
      ],
    });
    const { levels: before } = await run(ada.history.serviceLevels(number, { asOf }));
    expect(before.find(({ metric }) => metric === 'resolution')).toMatchObject({
      outcome: 'running',
      used: 4 * hour,
      spans: [{ used: hour }, { team: 'desk', agent: 'ada', used: 3 * hour }],
    });
  });

  test('refuses a case that there was not', async () => {
    const { ada } = await under(sections);
    expect(await ada.history.serviceLevels('C-9')()).toMatchObject(E.left({ type: 'CaseNotFound', number: 'C-9' }));
  });
});

describe('88: why a service level did or did not start is explained', () => {
  test('by the facts that its condition read, by the one that came first, by what there is to measure', async () => {
    const { ada, maria } = await under(sections);
    const { number } = await run(maria.cases.create(chat));
    const { levels, lacking } = await run(ada.history.serviceLevels(number));
    expect(levels).toMatchObject([
      { policy: 'answered in 2 hours', because: 'it holds for every case', rulebook: 1 },
      { policy: 'solved in 8 hours', because: 'it holds for every case', rulebook: 1 },
    ]);
    expect(lacking).toMatchObject([{ policy: 'calls solved in 4 hours', because: 'channel is chat, not phone' }]);
    const phoned = await run(ada.cases.create({ channel: 'phone', origin: 'agent' }));
    expect((await run(ada.history.serviceLevels(phoned.number))).lacking).toMatchObject([
      { policy: 'solved in 8 hours', because: 'calls solved in 4 hours comes first' },
      { policy: 'answered in 2 hours', because: 'no firstResponse of it has begun' },
    ]);
  });

  test('refuses a rulebook with one that could never start', async () => {
    const { publish } = await under();
    const [, solved] = sections.serviceLevels;
    expect(await publish({ ...sections, serviceLevels: [{ ...solved, cancelledWhen: { all: [] } }] })()).toMatchObject(
      E.left({ type: 'RulebookUnsound', findings: [{ path: 'serviceLevels.0.cancelledWhen' }] }),
    );
  });
});
