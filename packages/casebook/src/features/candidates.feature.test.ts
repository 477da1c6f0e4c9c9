import * as E from 'fp-ts/Either';
import { run } from '../run';
import { testDesks, type TestTenant } from '../testing/desks';
import { field, ranking, route } from '../testing/sections';

const { open, under, close } = testDesks();
beforeAll(open, 60_000);
afterAll(close);

const free = { open: 0, capacity: 10 };

type Offered = Parameters<TestTenant['ada']['cases']['offer']>[1]['candidates'];

/** Offers a new case to the best of them; who has it by the queue, and what is told of the choice. */
const offered = async (
  { ada }: TestTenant,
  candidates: Offered,
  fields: { readonly [name: string]: string } = {},
): Promise<unknown> => {
  const { id, number } = await run(ada.cases.create({ channel: 'chat', fields }));
  await run(ada.cases.offer(id, { candidates }));
  const queue = await run(ada.queues.team('support'));
  const timeline = await run(ada.history.timeline(number));
  const { why, decision } = timeline.find(({ type }) => type === 'CaseAssigned') ?? {};
  return { to: queue[0]?.assignee, why, others: decision?.alternatives };
};

/** What is said where nobody can have the case. */
const refusal = async ({ ada }: TestTenant, candidates: Offered): Promise<unknown> => {
  const { id } = await run(ada.cases.create({ channel: 'chat' }));
  return ada.cases.offer(id, { candidates })();
};

const nobodyFits = (...reasons: ReadonlyArray<string>) =>
  E.left({
    type: 'NobodyFits',
    ranking: reasons.map((excludedBecause): unknown => expect.objectContaining({ score: null, excludedBecause })),
  });

describe('33: a case goes to whoever has the skills', () => {
  const rule = ranking({
    requires: [{ skill: 'displays', level: 2 }],
    prefers: { skills: [{ skill: 'soldering', weight: 3 }] },
  });
  const sections = { routing: [route('support')], assignment: [rule] };
  const skilled = (agent: string, displays: number, soldering = 0) => ({
    ...free,
    agent,
    skills: [
      { skill: 'displays', level: displays },
      ...(soldering === 0 ? [] : [{ skill: 'soldering', level: soldering }]),
    ],
  });

  test('leaves out whoever lacks what is required, and prefers whoever is better at the rest', async () => {
    const acme = await under(sections);
    expect(await offered(acme, [skilled('ada', 2), skilled('ben', 3, 2), skilled('cleo', 1, 5)])).toEqual({
      to: 'ben',
      why: 'ben has 6 points: soldering 6',
      others: [
        { choice: 'ada', because: '0 points' },
        { choice: 'cleo', because: 'has displays at level 1, not at 2' },
      ],
    });
  });

  test('refuses where nobody has them, and says what each lacks', async () => {
    const acme = await under(sections);
    expect(await refusal(acme, [skilled('ada', 1), { ...free, agent: 'ben' }])).toEqual(
      nobodyFits('has displays at level 1, not at 2', 'lacks displays'),
    );
  });
});

describe('34: a case goes to whoever has room', () => {
  const sections = { routing: [route('support')], assignment: [ranking({ prefers: { room: 10 } })] };

  test('prefers whoever has less of what they can have, and leaves out whoever is full', async () => {
    const acme = await under(sections);
    const candidates = [
      { agent: 'ada', open: 4, capacity: 5 },
      { agent: 'ben', open: 6, capacity: 20 },
      { agent: 'cleo', open: 2, capacity: 2 },
    ];
    expect(await offered(acme, candidates)).toEqual({
      to: 'ben',
      why: 'ben has 7 points: room 7',
      others: [
        { choice: 'ada', because: '2 points: room 2' },
        { choice: 'cleo', because: 'has 2 of 2 cases' },
      ],
    });
  });

  test('refuses where everybody is full', async () => {
    const acme = await under(sections);
    expect(await refusal(acme, [{ agent: 'ada', open: 5, capacity: 5 }])).toEqual(nobodyFits('has 5 of 5 cases'));
  });
});

describe('35: a case goes to whoever is there', () => {
  const sections = { routing: [route('support')], assignment: [ranking({ prefers: { room: 10 } })] };
  const away = { ...free, agent: 'ada', available: false };
  const atHome = { ...free, agent: 'ben', onShift: false };

  test('leaves out whoever takes no cases now or is not on shift', async () => {
    const acme = await under(sections);
    expect(await offered(acme, [away, atHome, { agent: 'cleo', open: 9, capacity: 10 }])).toEqual({
      to: 'cleo',
      why: 'cleo has 1 points: room 1',
      others: [
        { choice: 'ada', because: 'is not available' },
        { choice: 'ben', because: 'is not on shift' },
      ],
    });
  });

  test('refuses where nobody is there', async () => {
    const acme = await under(sections);
    expect(await refusal(acme, [away, atHome])).toEqual(nobodyFits('is not available', 'is not on shift'));
  });
});

describe('36: a case goes to whoever speaks the language', () => {
  const sections = {
    fields: [field('language', { type: 'choice', choices: ['de', 'it'] })],
    routing: [route('support')],
    assignment: [ranking({ prefers: { language: 5, room: 1 } })],
  };

  test('prefers whoever can talk with the customer', async () => {
    const acme = await under(sections);
    const candidates = [
      { ...free, agent: 'ada', languages: ['de'] },
      { ...free, agent: 'ben', languages: ['de', 'it'] },
    ];
    expect(await offered(acme, candidates, { language: 'it' })).toEqual({
      to: 'ben',
      why: 'ben has 6 points: language 5, room 1',
      others: [{ choice: 'ada', because: '1 points: room 1' }],
    });
  });

  test('refuses a language that the desk does not serve', async () => {
    const { ada } = await under(sections);
    expect(await ada.cases.create({ channel: 'chat', fields: { language: 'nl' } })()).toEqual(
      E.left({ type: 'FieldInvalid', field: 'language', must: 'be one of de, it' }),
    );
  });
});

describe('37: a case goes to whoever serves the segment', () => {
  const sections = {
    fields: [field('segment', { type: 'choice', choices: ['home', 'business'] })],
    routing: [route('support')],
    assignment: [ranking({ prefers: { segment: 5, room: 1 } })],
  };

  test('prefers whoever serves customers of its kind', async () => {
    const acme = await under(sections);
    const candidates = [
      { ...free, agent: 'ada', segments: ['home'] },
      { agent: 'ben', segments: ['business'], open: 5, capacity: 10 },
    ];
    expect(await offered(acme, candidates, { segment: 'business' })).toEqual({
      to: 'ben',
      why: 'ben has 5.5 points: segment 5, room 0.5',
      others: [{ choice: 'ada', because: '1 points: room 1' }],
    });
  });

  test('refuses a segment that the desk does not know', async () => {
    const { ada } = await under(sections);
    expect(await ada.cases.create({ channel: 'chat', fields: { segment: 'public' } })()).toEqual(
      E.left({ type: 'FieldInvalid', field: 'segment', must: 'be one of home, business' }),
    );
  });
});

describe('38: candidates are ranked by weights, and the ranking explains itself', () => {
  const rule = ranking({
    name: 'complaints',
    when: { field: 'channel', is: 'chat' },
    requires: [{ skill: 'complaints', level: 1 }],
    prefers: { skills: [{ skill: 'complaints', weight: 2 }], room: 4 },
  });
  const sections = { routing: [route('support')], assignment: [rule] };
  const candidate = (agent: string, level: number, has: number) => ({
    agent,
    skills: [{ skill: 'complaints', level }],
    open: has,
    capacity: 8,
  });

  test('adds up what is better with more and what is better with less, and tells each part', async () => {
    const acme = await under(sections);
    const candidates = [candidate('ada', 3, 8), candidate('ben', 3, 6), candidate('cleo', 2, 0)];
    expect(await offered(acme, candidates)).toEqual({
      to: 'cleo',
      why: 'cleo has 8 points: complaints 4, room 4',
      others: [
        { choice: 'ben', because: '7 points: complaints 6, room 1' },
        { choice: 'ada', because: 'has 8 of 8 cases' },
      ],
    });
  });

  test('refuses to rank where no rule is for such cases', async () => {
    const { ada } = await under(sections);
    const { id } = await run(ada.cases.create({ channel: 'phone' }));
    expect(await ada.cases.offer(id, { candidates: [candidate('ada', 3, 0)] })()).toEqual(
      E.left({ type: 'NoAssignmentRule' }),
    );
  });
});
