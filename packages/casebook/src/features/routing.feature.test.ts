import * as E from 'fp-ts/Either';
import { run } from '../run';
import { testDesks } from '../testing/desks';
import { ranking, route } from '../testing/sections';

const { open, under, pass, close } = testDesks();
beforeAll(open, 60_000);
afterAll(close);

const chat = { channel: 'chat' } as const;
const phone = { channel: 'phone' } as const;

describe('31: rules route a case to a team', () => {
  const sections = {
    teams: [
      { team: 'workshop', agents: [] },
      { team: 'hotline', agents: [] },
      { team: 'front office', agents: [] },
    ],
    routing: [
      route('workshop', { field: 'category', is: 'technical' }),
      route('hotline', { field: 'channel', is: 'phone' }),
      route('front office'),
    ],
  };

  test('goes to the team of the first rule that holds, again when its category changes, and says why', async () => {
    const { ada } = await under(sections);
    const { id, number } = await run(ada.cases.create(phone));
    expect(await run(ada.queues.team('hotline'))).toMatchObject([{ number }]);
    await run(ada.cases.categorize(id, { category: 'technical' }));
    expect(await run(ada.queues.team('hotline'))).toEqual([]);
    expect(await run(ada.queues.team('workshop'))).toMatchObject([{ number, transfers: 1 }]);
    const routed = (await run(ada.history.timeline(number))).filter(({ type }) => type === 'CaseRouted');
    expect(routed).toMatchObject([
      { what: 'routed the case to hotline', why: 'channel is phone' },
      {
        what: 'moved the case from hotline to workshop',
        why: 'category is technical',
        decision: { alternatives: [{ because: 'to workshop comes first' }, { because: 'to workshop comes first' }] },
      },
    ]);
  });

  test('refuses a team that the desk does not have', async () => {
    const { ada } = await under(sections);
    const { id } = await run(ada.cases.create(chat));
    expect(await ada.cases.route(id, { team: 'laboratory' })()).toEqual(
      E.left({ type: 'TeamUnknown', team: 'laboratory' }),
    );
  });
});

describe('32: queues', () => {
  test('hold what is open, the most urgent first, and give out what nobody has', async () => {
    const { ada } = await under({ routing: [route('hotline', { field: 'channel', is: 'phone' })] });
    const first = await run(ada.cases.create(phone));
    await pass({ minutes: 10 });
    const second = await run(ada.cases.create(phone));
    const urgent = await run(ada.cases.create(phone));
    await run(ada.cases.prioritize(urgent.id, { priority: 1, reason: 'Nobody can work.' }));
    const unrouted = await run(ada.cases.create(chat));
    const numbers = async (team: string | null) => (await run(ada.queues.team(team))).map(({ number }) => number);
    expect(await numbers('hotline')).toEqual([urgent.number, first.number, second.number]);
    expect(await numbers(null)).toEqual([unrouted.number]);

    await run(ada.cases.claim(urgent.id));
    expect(await run(ada.queues.next('hotline'))).toMatchObject({ number: first.number });
    expect(await run(ada.queues.counts())).toMatchObject([
      { team: 'hotline', open: 3, unassigned: 2, waiting: 0 },
      { team: null, open: 1, unassigned: 1 },
    ]);
  });

  test('refuses the second of two who take the same case', async () => {
    const { ada, ben } = await under();
    const { id } = await run(ada.cases.create(chat));
    await run(ben.cases.claim(id));
    expect(await ada.cases.claim(id)()).toEqual(E.left({ type: 'AlreadyHeld', holder: 'ben' }));
  });
});

describe('39: a case is assigned, claimed, accepted, declined and handed on', () => {
  test('is on the list of whoever has it, and tells who had it before', async () => {
    const { ada, ben } = await under();
    const { id, number } = await run(ada.cases.create(chat));
    await run(ada.cases.assign(id, { team: 'support', agent: 'ben' }));
    await run(ben.cases.declineAssignment(id));
    expect(await run(ben.queues.worklist())).toEqual([]);
    await run(ada.cases.claim(id));
    expect(await run(ada.queues.worklist())).toMatchObject([{ number, accepted: true, reassignments: 1 }]);
    await run(ada.cases.assign(id, { agent: 'ben' }));
    await run(ben.cases.acceptAssignment(id));
    await run(ben.cases.release(id));
    await run(ada.cases.route(id, { team: 'workshop', reason: 'wrongTeam' }));
    expect(await run(ada.queues.team('workshop'))).toMatchObject([{ number, assignee: null, transfers: 1 }]);
    const [, ...story] = await run(ada.history.timeline(number));
    expect(story.map(({ who, what, why }) => `${who} ${what}${why === null ? '' : `: ${why}`}`)).toEqual([
      'ada (agent) routed the case to support',
      'ada (agent) assigned the case to ben in support',
      'ben (agent) declined the case',
      'ada (agent) took the case in support',
      'ada (agent) accepted the case',
      'ada (agent) ended the assignment to ada: it went to somebody else',
      'ada (agent) assigned the case to ben in support',
      'ben (agent) accepted the case',
      'ben (agent) released the case',
      'ada (agent) moved the case from support to workshop: it was with the wrong team',
    ]);
  });

  test('refuses to decline what is accepted, and to accept what somebody else was given', async () => {
    const { ada, ben } = await under();
    const { id } = await run(ada.cases.create(chat));
    await run(ada.cases.assign(id, { agent: 'ben' }));
    expect(await ada.cases.acceptAssignment(id)()).toEqual(
      E.left({ type: 'NotAssigned', agent: 'ada', holder: 'ben' }),
    );
    await run(ben.cases.acceptAssignment(id));
    expect(await ben.cases.declineAssignment(id)()).toEqual(E.left({ type: 'AlreadyAccepted', agent: 'ben' }));
  });
});

describe('40: a case that nobody takes up in time is taken back', () => {
  const sections = { routing: [route('support')], assignment: [ranking({ respondWithin: 15 * 60_000 })] };
  const candidates = [{ agent: 'ben', open: 0, capacity: 5 }];

  test('is on nobody’s list any more, and the next in the queue again', async () => {
    const { ada, ben } = await under(sections);
    const { id, number } = await run(ada.cases.create(chat));
    await run(ada.cases.offer(id, { candidates }));
    expect(await run(ben.queues.worklist())).toMatchObject([{ number, accepted: false }]);
    expect(await run(ada.queues.next('support'))).toBeNull();
    await pass({ minutes: 15 });
    expect(await run(ben.queues.worklist())).toEqual([]);
    expect(await run(ada.queues.next('support'))).toMatchObject({ number });
    expect((await run(ada.history.timeline(number))).at(-1)).toMatchObject({
      what: 'ended the assignment to ben',
      why: 'there was no response',
    });
  });

  test('refuses an answer that comes too late', async () => {
    const { ada, ben } = await under(sections);
    const { id } = await run(ada.cases.create(chat));
    await run(ada.cases.offer(id, { candidates }));
    await pass({ minutes: 20 });
    expect(await ben.cases.acceptAssignment(id)()).toEqual(E.left({ type: 'NotAssigned', agent: 'ben', holder: null }));
  });
});
