import * as E from 'fp-ts/Either';
import { agent, decodeRulebook, plainRulebook, run } from '@casebook/casebook';
import { openTestCasebook } from '@casebook/casebook/testing';
import { RulebookCodec } from '@casebook/domain';

// #region rulebook
const workingDay = [{ from: '09:00', to: '17:00' }];
const promise = {
  calendars: [
    {
      id: 'office-hours',
      name: 'Office hours',
      zone: 'Europe/Berlin',
      week: {
        monday: workingDay,
        tuesday: workingDay,
        wednesday: workingDay,
        thursday: workingDay,
        friday: workingDay,
        saturday: [],
        sunday: [],
      },
      exceptions: [{ date: '2026-03-09', name: 'Stocktaking', windows: [] }],
    },
  ],
  serviceLevels: [
    {
      name: 'solved within two working days',
      metric: 'resolution',
      agreement: 'SLA',
      when: { all: [] },
      stopsWhen: null,
      cancelledWhen: null,
      target: 16 * 3_600_000,
      calendar: 'office-hours',
      pausedBy: ['customer'],
      warnings: [75],
      counts: 'fromStart',
      reopening: 'continue',
    },
  ],
  escalations: [
    {
      name: 'the lead hears of it',
      serviceLevel: 'solved within two working days',
      at: 75,
      when: { all: [] },
      kind: 'hierarchical',
      severity: 'deadline',
      to: null,
    },
  ],
};
// #endregion

const rulebook = () => {
  const plain = RulebookCodec.encode({ ...plainRulebook, version: 1 });
  const decoded = decodeRulebook({ ...(typeof plain === 'object' ? plain : {}), ...promise });
  if (E.isLeft(decoded)) throw new Error(decoded.left.faults.join('\n'));
  return decoded.right;
};

test('a service level is warned of, escalated, and missed on working time, over a weekend and a holiday', async () => {
  const casebook = await openTestCasebook({ start: '2026-03-05T12:00:00.000Z', rulebooks: [rulebook()] }); // a Thursday
  try {
    const desk = casebook.as({ tenant: 'acme', actor: agent('ada') });
    // #region story
    const { number } = await run(desk.cases.create({ channel: 'chat', subject: 'Screen stays dark' }));

    casebook.clock.moveTo('2026-03-11T12:00:00.000Z'); // Wednesday: a weekend and a holiday lie between
    await run(casebook.observeTime());

    const timeline = await run(desk.history.timeline(number));
    const told = timeline.map(({ occurredAt, what }) => `${occurredAt.slice(0, 16)} ${what}`);
    // #endregion
    expect(told.slice(1)).toEqual([
      // #region told
      '2026-03-05T12:00 started the SLA ‘solved within two working days’ on resolution of 16 h, due 2026-03-10 12:00 UTC',
      '2026-03-06T16:00 warned that 75 % of the service level ‘solved within two working days’ is used, due 2026-03-10 12:00 UTC',
      '2026-03-06T16:00 escalated the case to the management as deadline',
      '2026-03-10T12:00 noted that the service level ‘solved within two working days’ was missed, due 2026-03-10 12:00 UTC',
      // #endregion
    ]);

    // #region why
    const decisions = await run(desk.history.decisions(number));
    const why = decisions.map(({ recorded: { event }, same }) => ({
      type: event.type,
      because: 'decision' in event ? event.decision?.because : null,
      same, // decided again from the case as it stood, it comes out the same
    }));
    // #endregion
    expect(why).toEqual([
      // #region because
      { type: 'ServiceLevelStarted', because: 'it holds for every case', same: true },
      { type: 'ServiceLevelWarned', because: null, same: true },
      {
        type: 'CaseEscalated',
        because: 'solved within two working days has used 75 %, and it holds for every case',
        same: true,
      },
      { type: 'ServiceLevelBreached', because: null, same: true },
      // #endregion
    ]);

    // #region sql
    const late = await run(
      casebook.sql(
        `select policy, outcome, breached, due_at from service_level where breached and until is null order by due_at`,
      ),
    );
    // #endregion
    expect(late.rows).toHaveLength(1);
  } finally {
    await casebook.close();
  }
}, 60_000);
