import { agent, openCasebook, run } from '@casebook/casebook';
import { Instant, literal, plus } from '@casebook/vocabulary';
import { arrivals, staffed } from './arrivals';
import { chance } from './chance';
import { teams, troubles } from './desk';
import { life } from './life';
import { playMonth } from './month';
import { playOutage } from './outage';
import { retailerRulebook } from './rulebook';
import { sceneryOf } from './scenery';
import { playStory } from './story';

const from = literal(Instant, '2026-03-01T00:00:00.000Z');
const to = literal(Instant, '2026-04-01T00:00:00.000Z');

test('the rulebook of the retailer knows who works at its desk, and on what', () => {
  const { caseTypes, categories, teams: known, resolutionCodes } = retailerRulebook();
  expect(new Set(categories.map(({ path }) => path))).toEqual(new Set(troubles.map(({ category }) => category)));
  expect(new Set(caseTypes.map(({ name }) => name))).toEqual(new Set(troubles.map(({ caseType }) => caseType)));
  expect(new Set(resolutionCodes)).toEqual(new Set(troubles.flatMap(({ codes }) => codes)));
  expect(Object.fromEntries(known.map(({ team, agents }) => [team, agents]))).toEqual(teams);
});

describe('chance', () => {
  test('is the same for the same seed', () => {
    const drawn = (seed: number) => Array.from({ length: 5 }, chance(seed).share);
    expect(drawn(7)).toEqual(drawn(7));
    expect(drawn(7)).not.toEqual(drawn(8));
  });

  test('keeps to weights and bounds', () => {
    const { weighted, between } = chance(1);
    const often = Array.from({ length: 1000 }, () =>
      weighted([
        ['often', 9],
        ['seldom', 1],
      ]),
    ).filter((one) => one === 'often');
    expect(often.length).toBeGreaterThan(850);
    expect(often.length).toBeLessThan(950);
    expect(new Set(Array.from({ length: 200 }, () => between(1, 3)))).toEqual(new Set([1, 2, 3]));
  });
});

describe('cases', () => {
  test('come in when customers are awake, in order', () => {
    const at = arrivals(2000, from, to, chance(1));
    expect([...at].sort()).toEqual(at);
    const share = (of: (instant: Instant) => boolean): number => at.filter(of).length / at.length;
    expect(share((instant) => Number(instant.slice(11, 13)) < 6)).toBeLessThan(0.05);
    expect(share((instant) => new Date(instant).getUTCDay() === 1)).toBeGreaterThan(0.15);
  });

  test('are worked on while the desk is staffed', () => {
    expect(staffed(literal(Instant, '2026-03-14T20:30:00.000Z'))).toBe('2026-03-16T07:30:00.000Z'); // Saturday evening
    expect(staffed(literal(Instant, '2026-03-16T10:00:00.000Z'))).toBe('2026-03-16T10:00:00.000Z');
  });

  test('live forward in time', () => {
    const random = chance(3);
    for (let number = 0; number < 200; number += 1) {
      const { begins, steps } = life(from, number, random);
      const instants = [begins, ...steps.map(({ at }) => at)];
      expect([...new Set(instants)].sort()).toEqual(instants);
    }
  });
});

test('a story and a month are played through the desk, and the check finds no drift', async () => {
  let now = literal(Instant, '2026-01-01T00:00:00.000Z'); // before the story: it is decided by the rulebook
  const casebook = await openCasebook({ memory: true, clock: () => now });
  try {
    const { rulebook } = casebook.as({ tenant: 'desk', actor: agent('ines') });
    const publication = { approvedBy: 'ines', changeNote: 'The first.', effectiveFrom: 'now' };
    await run(rulebook.publish(retailerRulebook(), publication));
    const scenery = sceneryOf(casebook, 'desk', (instant) => (now = instant));
    const desk = scenery.casesAs({ kind: 'agent', id: 'ada' });
    expect(desk).toBe(scenery.casesAs({ kind: 'agent', id: 'ada' }));

    const told: string[] = [];
    const number = await playStory(scenery, (_, line) => told.push(line));
    expect(told.filter((line) => !line.startsWith('Mail to'))).toHaveLength(19);
    expect(told.filter((line) => line.startsWith('Mail to'))).toEqual([
      expect.stringMatching(/^Mail to ines@.* to approve the plan/),
      expect.stringMatching(/^Mail to grace@.* to approve the plan/),
      expect.stringMatching(/^Mail to technical-support@.* 75 %/),
      expect.stringMatching(/^Mail to technical-support@.* 90 %/),
      expect.stringMatching(/^Mail to technical-support@.* escalated the case/),
      expect.stringMatching(/^Mail to maria@.* we would like to know what you think/),
    ]);
    const { history, analytics } = casebook.as({
      tenant: 'desk',
      actor: agent('test'),
    });
    expect(await run(history.find(number))).toMatchObject({ status: 'Closed', customer: 'maria' });

    const played = await playMonth(
      scenery,
      { from, to: plus(from, 10 * 86_400_000), cases: 40, seed: 1 },
      () => undefined,
    );
    expect(played.cases).toBe(40);
    expect(played.commands).toBeGreaterThan(200);
    expect(await run(analytics.report())).toMatchObject({ cases: 41 });
    expect((await run(casebook.readModels.check())).drifts).toEqual([]);
  } finally {
    await casebook.close();
  }
}, 60_000);

test('an outage is led as one: one case a customer, all of them told and resolved but the one that is left out', async () => {
  let now = literal(Instant, '2026-01-01T00:00:00.000Z');
  const casebook = await openCasebook({ memory: true, clock: () => now, rulebooks: [retailerRulebook()] });
  try {
    const told: string[] = [];
    await playOutage(
      sceneryOf(casebook, 'desk', (at) => (now = at)),
      (_, line) => told.push(line),
    );
    expect(told).toHaveLength(9);
    expect(told.join('\n')).toMatch(/38 cases are opened .* 40 in all/);
    expect(told.join('\n')).toMatch(/40 messages/);
    expect(told.join('\n')).toMatch(/resolves 39 cases/);
    const { majorIssues } = casebook.as({ tenant: 'desk', actor: agent('test') });
    expect(await run(majorIssues.board())).toMatchObject([{ status: 'closed', customers: 40, cases: 40, open: 1 }]);
  } finally {
    await casebook.close();
  }
}, 60_000);
