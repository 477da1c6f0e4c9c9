import * as fc from 'fast-check';
import { textOf } from '@casebook/vocabulary';
import { roundTheClock } from '@casebook/working-time';
import { rulesOf } from '../rulebook/rules';
import type { Rulebook, ServiceLevelPolicy } from '../rulebook/rulebook';
import { plainRulebook } from '../rulebook/plain';
import { ada, at, ben, create, hour, later, returns, support } from '../testing/examples';
import { commandSequences, decided } from '../testing/histories';
import { caseDecider, type CaseCommand, type CaseEvent } from './case';
import { serviceLevelAccounts } from './service-level-account';

const policy = (name: string, more: Partial<ServiceLevelPolicy> = {}): ServiceLevelPolicy => ({
  name: textOf(name),
  metric: 'resolution',
  agreement: 'SLA',
  when: { all: [] },
  stopsWhen: null,
  cancelledWhen: null,
  target: 8 * hour,
  calendar: roundTheClock.id,
  pausedBy: ['customer'],
  warnings: [],
  counts: 'fromStart',
  reopening: 'newCycle',
  ...more,
});

const under = (...serviceLevels: ReadonlyArray<ServiceLevelPolicy>): Rulebook => ({
  ...plainRulebook,
  version: 1,
  calendars: [roundTheClock],
  serviceLevels,
});

const eventsOf = (rulebook: Rulebook, ...commands: ReadonlyArray<CaseCommand>): ReadonlyArray<CaseEvent> =>
  commands.reduce<ReadonlyArray<CaseEvent>>((events, command) => {
    const state = events.reduce(caseDecider.evolve, caseDecider.initial);
    const { answer, came } = caseDecider.decide(state, command, rulesOf([rulebook]));
    return [...events, ...came, ...('right' in answer ? answer.right : [])];
  }, []);

describe('the account of a service level', () => {
  const rulebook = under(policy('solved'));
  const accounts = (at: Parameters<typeof serviceLevelAccounts>[1], ...commands: ReadonlyArray<CaseCommand>) =>
    serviceLevelAccounts(eventsOf(rulebook, ...commands), at, rulesOf([rulebook])).levels;

  test('says who had the case while its time ran, and leaves out what it waited for', () => {
    const levels = accounts(
      later(7 * hour),
      create,
      { type: 'AssignCase', at: later(hour), agent: ada, team: support, method: 'claimed' },
      { type: 'StartWait', at: later(2 * hour), waitId: textOf('w'), on: 'customer', subject: null, until: null },
      { type: 'EndWait', at: later(4 * hour), waitId: textOf('w') },
      { type: 'AssignCase', at: later(5 * hour), agent: ben, team: returns, method: 'manual' },
    );
    expect(levels).toMatchObject([
      {
        policy: 'solved',
        outcome: 'running',
        used: 5 * hour,
        spans: [
          { from: at, until: later(hour), team: null, agent: null, used: hour },
          { from: later(hour), until: later(5 * hour), team: support, agent: ada, used: 2 * hour },
          { from: later(5 * hour), until: null, team: returns, agent: ben, used: 2 * hour },
        ],
      },
    ]);
  });

  test('adds up to what the log says was used, whatever happened to the case', () => {
    let ended = 0;
    fc.assert(
      fc.property(commandSequences, (sequence) => {
        const events = decided(sequence);
        const last = events[events.length - 1];
        if (last === undefined) return;
        const { levels } = serviceLevelAccounts(events, last.at, rulesOf([sequence.rulebook]));
        for (const event of events)
          if (event.type === 'ServiceLevelMet' || event.type === 'ServiceLevelEnded') {
            ended += 1;
            expect(levels.find(({ slaId }) => slaId === event.slaId)?.used).toBe(event.used);
          }
      }),
      { numRuns: 200 },
    );
    expect(ended).toBeGreaterThan(50);
  });
});

describe('a policy that does not run', () => {
  const when = { field: 'channel', is: textOf('phone') } as const;
  const lacking = (rulebook: Rulebook, ...commands: ReadonlyArray<CaseCommand>) =>
    serviceLevelAccounts(eventsOf(rulebook, ...commands), later(hour), rulesOf([rulebook])).lacking.map(
      ({ policy: name, because }) => `${name}: ${because}`,
    );

  test('says what its condition lacks, or which one comes first', () => {
    expect(lacking(under(policy('for calls', { when }), policy('solved'), policy('also')), create)).toEqual([
      'for calls: channel is chat, not phone',
      'also: solved comes first',
    ]);
  });

  test('says what there is to measure, or that it is over', () => {
    const answered = {
      type: 'SendMessage',
      at,
      messageId: textOf('m'),
      channel: 'chat',
      inReplyTo: null,
      body: null,
    } as const;
    expect(
      lacking(under(policy('answered', { metric: 'firstResponse' }), policy('updated', { metric: 'update' })), create),
    ).toEqual(['updated: no update of it has begun']);
    expect(
      lacking(under(policy('answered', { metric: 'firstResponse' })), create, {
        ...answered,
        to: 'customer',
        automated: false,
        awaits: null,
        template: null,
      }),
    ).toEqual(['answered: its firstResponse is over']);
  });

  test('says what has dropped it', () => {
    expect(
      lacking(under(policy('solved', { cancelledWhen: { field: 'channel', is: textOf('chat') } })), create),
    ).toEqual(['solved: it is dropped: channel is chat']);
  });
});
