import { textOf } from '@casebook/vocabulary';
import { plainRulebook } from '../rulebook/plain';
import type { Of } from '../message';
import { ada, at, ben, closed, created, opened, resolved } from '../testing/examples';
import { given } from '../testing/given';
import { caseDecider, type CaseCommand, type CaseEvent } from './case';

const EUR = textOf('EUR');
const rate = (name: string, activity: string | null, amount: number) => ({
  name: textOf(name),
  when: { all: [] },
  activity: activity === null ? null : textOf(activity),
  perHour: { amount, currency: EUR },
});
const rules = {
  ...plainRulebook,
  version: 3,
  rates: [rate('experts', 'research', 12_000), rate('others', null, 6_001)],
};

const log: Of<CaseCommand, 'LogEffort'> = {
  type: 'LogEffort',
  at,
  entryId: textOf('entry-1'),
  agent: ada,
  activity: textOf('talk'),
  duration: 15 * 60_000,
  startedAt: null,
  billable: true,
};
const byOthers = {
  rulebook: 3,
  rule: textOf('others'),
  inputs: {},
  alternatives: [],
  because: textOf('it holds for every case'),
};
const logged: Of<CaseEvent, 'EffortLogged'> = {
  ...log,
  type: 'EffortLogged',
  price: { amount: 1_500, currency: EUR }, // 1500.25, to the cent
  decision: byOthers,
};
const paid: Of<CaseCommand, 'RecordCost'> = {
  type: 'RecordCost',
  at,
  entryId: textOf('entry-2'),
  kind: textOf('spare part'),
  cost: { amount: 4_990, currency: EUR },
  memo: null,
};
const approved = { type: 'EntryApproved', at, entryId: textOf('entry-1'), approver: ben } as const;
const approve = { ...approved, type: 'ApproveEntry' } as const;
const voided = { type: 'EntryVoided', at, entryId: textOf('entry-1'), reason: textOf('It was another case.') } as const;
const makeVoid = { ...voided, type: 'VoidEntry' } as const;

describe('time that is spent', () => {
  test('has the price of the first rate for it, to the smallest unit of the currency', () => {
    given(caseDecider, created).under(rules).when(log).yields(logged);
    given(caseDecider, created)
      .under(rules)
      .when({ ...log, activity: textOf('research') })
      .yields({
        ...logged,
        activity: textOf('research'),
        price: { amount: 3_000, currency: EUR },
        decision: {
          ...byOthers,
          rule: textOf('experts'),
          alternatives: [{ choice: textOf('others'), because: textOf('experts comes first') }],
        },
      });
  });
  test('has none where nobody pays for it, or no rate is for it', () => {
    given(caseDecider, created)
      .under(rules)
      .when({ ...log, billable: false })
      .yields({ ...logged, billable: false, price: null, decision: null });
    given(caseDecider, created)
      .when(log)
      .yields({ ...logged, price: null, decision: null });
  });
  test('is booked once, also on a case that is over', () => {
    given(caseDecider, created, logged).under(rules).when(log).yieldsNothing();
    given(caseDecider, ...opened, resolved, closed)
      .under(rules)
      .when(log)
      .yields(logged);
  });
  test('is approved by somebody else', () => {
    given(caseDecider, created, logged).when(approve).yields(approved);
    given(caseDecider, created, logged, approved).when(approve).yieldsNothing();
    given(caseDecider, created, logged)
      .when({ ...approve, approver: ada })
      .isRefused({ type: 'OwnEntry', agent: ada });
  });
});

describe('an entry', () => {
  test('can be what was paid', () => {
    given(caseDecider, created)
      .when(paid)
      .yields({ ...paid, type: 'CostRecorded' });
  });
  test('that is wrong is made void, with the reason, once', () => {
    given(caseDecider, created, logged).when(makeVoid).yields(voided);
    given(caseDecider, created, logged, voided).when(makeVoid).yieldsNothing();
    given(caseDecider, created, logged)
      .when({ ...makeVoid, reason: textOf(' ') })
      .isRefused({ type: 'RemarkMissing' });
  });
  test('that is void or that there is not is not approved', () => {
    given(caseDecider, created, logged, voided)
      .when(approve)
      .isRefused({ type: 'EntryIsVoid', entryId: textOf('entry-1') });
    given(caseDecider, created)
      .when(approve)
      .isRefused({ type: 'EntryUnknown', entryId: textOf('entry-1') });
  });
});
