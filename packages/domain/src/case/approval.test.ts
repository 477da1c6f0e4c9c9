import { textOf } from '@casebook/vocabulary';
import {
  accepted,
  ada,
  at,
  ben,
  created,
  deskRulebook,
  hour,
  later,
  opened,
  resolved,
  waiting,
} from '../testing/examples';
import { given } from '../testing/given';
import type { Of } from '../message';
import { agents } from '../testing/words';
import { caseDecider, type CaseCommand, type CaseEvent } from './case';

const [, , cleo = ada] = agents;
const rules = {
  ...deskRulebook,
  priority: null,
  routing: [],
  approvals: [
    {
      name: textOf('what costs much'),
      when: { field: 'plannedCost', atLeast: 10_000 } as const,
      approvers: [ada, ben, cleo],
      quorum: 2,
      within: hour,
    },
  ],
};
const cost = { amount: 20_000, currency: textOf('EUR') };
const plan: Of<CaseCommand, 'PlanResolution'> = {
  type: 'PlanResolution',
  at,
  planId: textOf('plan-1'),
  by: null,
  cost,
  steps: [textOf('Send a new one.')],
  expectedOutcome: null,
};
const planned: Of<CaseEvent, 'ResolutionPlanned'> = {
  ...plan,
  type: 'ResolutionPlanned',
  revision: 1,
  cycle: 1,
};
const requested: Of<CaseEvent, 'ApprovalRequested'> = {
  type: 'ApprovalRequested',
  at,
  approvalId: textOf('approval-1'),
  subject: 'plan',
  plan: textOf('plan-1'),
  about: textOf('revision 1'),
  requestedBy: null,
  approvers: [ada, ben, cleo],
  quorum: 2,
  dueAt: later(hour),
  decision: {
    rulebook: 3,
    rule: textOf('what costs much'),
    inputs: { plannedCost: textOf('20000') },
    alternatives: [],
    because: textOf('plannedCost is 20000, at least 10000'),
  },
};
const waits: Of<CaseEvent, 'WaitStarted'> = {
  ...waiting,
  waitId: textOf('approval-1'),
  on: 'approval',
  subject: textOf('revision 1'),
};
const approve: Of<CaseCommand, 'DecideApproval'> = {
  type: 'DecideApproval',
  at,
  approvalId: textOf('approval-1'),
  approver: ada,
  verdict: 'approved',
  remark: null,
};
const decided = (approver: typeof ada, verdict: 'approved' | 'rejected'): Of<CaseEvent, 'ApprovalDecided'> => ({
  type: 'ApprovalDecided',
  at,
  approvalId: textOf('approval-1'),
  approver,
  verdict,
  remark: verdict === 'rejected' ? textOf('Too dear.') : null,
});
const settled = (outcome: 'approved' | 'rejected' | 'withdrawn' | 'superseded') =>
  ({ type: 'ApprovalSettled', at, approvalId: textOf('approval-1'), outcome }) as const;
const waited = (cause: 'done' | 'withdrawn' | 'superseded') =>
  ({ type: 'WaitEnded', at, waitId: textOf('approval-1'), cause }) as const;
const resolve: Of<CaseCommand, 'ResolveCase'> = {
  type: 'ResolveCase',
  at,
  code: textOf('replaced'),
  notes: textOf('Sent.'),
  template: null,
};
const asked = [...opened, planned, requested, waits];
const outstanding = { type: 'ApprovalOutstanding', approvalId: textOf('approval-1'), subject: 'plan' } as const;

describe('a plan', () => {
  test('that costs little is not to be approved by anybody', () => {
    const cheap = { amount: 9_999, currency: textOf('EUR') };
    given(caseDecider, ...opened)
      .under(rules)
      .when({ ...plan, cost: cheap })
      .yields({ ...planned, cost: cheap });
  });

  test('that a rule wants approved is asked for with the reason, and the case waits for it', () => {
    given(caseDecider, ...opened)
      .under(rules)
      .when(plan)
      .yields(planned, requested, waits);
  });

  test('is made once by its id', () => {
    given(caseDecider, ...opened, planned)
      .under(rules)
      .when(plan)
      .yieldsNothing();
  });

  test('needs steps, and others than whoever made it to approve it', () => {
    given(caseDecider, ...opened)
      .under(rules)
      .when({ ...plan, steps: [textOf(' ')] })
      .isRefused({ type: 'StepsMissing' });
    const alone = { ...rules, approvals: rules.approvals.map((rule) => ({ ...rule, approvers: [ada], quorum: 1 })) };
    given(caseDecider, ...opened)
      .under(alone)
      .when({ ...plan, by: ada })
      .isRefused({ type: 'QuorumImpossible', approvers: 0, quorum: 1 });
  });

  test('made anew takes the place of the one that is to be approved', () => {
    given(caseDecider, ...asked)
      .under(rules)
      .when({ ...plan, planId: textOf('plan-2'), cost: null })
      .yields(
        { ...planned, planId: textOf('plan-2'), cost: null, revision: 2 },
        settled('superseded'),
        waited('superseded'),
      );
  });
});

describe('an approval', () => {
  test('is there once as many agree as must', () => {
    given(caseDecider, ...asked)
      .under(rules)
      .when(approve)
      .yields(decided(ada, 'approved'));
    given(caseDecider, ...asked, decided(ben, 'approved'))
      .under(rules)
      .when(approve)
      .yields(decided(ada, 'approved'), settled('approved'), waited('done'));
  });

  test('is refused once too many do not', () => {
    const reject = { ...approve, verdict: 'rejected', remark: textOf('Too dear.') } as const;
    given(caseDecider, ...asked)
      .under(rules)
      .when(reject)
      .yields(decided(ada, 'rejected'));
    given(caseDecider, ...asked, decided(ben, 'rejected'))
      .under(rules)
      .when(reject)
      .yields(decided(ada, 'rejected'), settled('rejected'), waited('done'));
  });

  test('can be given by somebody who had said no, while it is open', () => {
    given(caseDecider, ...asked, decided(ada, 'rejected'), decided(ben, 'approved'))
      .under(rules)
      .when(approve)
      .yields(decided(ada, 'approved'), settled('approved'), waited('done'));
  });

  test('is given by those who were asked, not by whoever asks, and with a reason where it is not given', () => {
    given(caseDecider, ...opened, planned, { ...requested, approvers: [ben, cleo] })
      .when(approve)
      .isRefused({ type: 'NotApprover', agent: ada, approvers: [ben, cleo] });
    given(caseDecider, ...opened, planned, { ...requested, requestedBy: ada })
      .when(approve)
      .isRefused({ type: 'SelfApproval', agent: ada });
    given(caseDecider, ...asked)
      .when({ ...approve, verdict: 'rejected' })
      .isRefused({ type: 'RemarkMissing' });
    given(caseDecider, ...opened)
      .when(approve)
      .isRefused({ type: 'ApprovalUnknown', approvalId: textOf('approval-1') });
    given(caseDecider, ...asked, decided(ada, 'approved'))
      .when(approve)
      .yieldsNothing();
    given(caseDecider, ...asked, settled('withdrawn'))
      .when(approve)
      .isRefused({ type: 'ApprovalOver', approvalId: textOf('approval-1'), outcome: 'withdrawn' });
  });

  test('can be asked for by a person, and withdrawn', () => {
    const { decision: _, ...request } = requested;
    const own = { ...request, approvalId: textOf('mine'), approvers: [ada, ben], requestedBy: ada, quorum: 1 };
    given(caseDecider, ...opened)
      .when({ ...own, type: 'RequestApproval' })
      .yields(
        { ...own, type: 'ApprovalRequested', approvers: [ben], decision: null },
        { ...waits, waitId: textOf('mine') },
      );
    given(caseDecider, ...asked)
      .when({ type: 'WithdrawApproval', at, approvalId: textOf('approval-1') })
      .yields(settled('withdrawn'), waited('withdrawn'));
    given(caseDecider, created)
      .when({ ...own, type: 'RequestApproval', quorum: 2 })
      .isRefused({ type: 'QuorumImpossible', approvers: 1, quorum: 2 });
  });
});

describe('a case', () => {
  test('is not resolved while an approval is open, nor with a plan that was not approved', () => {
    given(caseDecider, ...asked)
      .under(rules)
      .when(resolve)
      .isRefused({ ...outstanding, outcome: 'open' });
    given(caseDecider, ...asked, settled('rejected'), waited('done'))
      .under(rules)
      .when(resolve)
      .isRefused({ ...outstanding, outcome: 'rejected' });
    given(caseDecider, ...asked)
      .under(rules)
      .when({ type: 'CloseCase', at, by: 'agent', code: null, notes: textOf('Done.') })
      .isRefused({ ...outstanding, outcome: 'open' });
  });

  test('is resolved once it is approved, or planned anew so that it need not be', () => {
    const closing = { closesAt: later(5 * 24 * hour), reopenableUntil: later(15 * 24 * hour), rulebook: 3 };
    const solved = { ...resolved, notes: textOf('Sent.'), ...closing };
    given(caseDecider, ...asked, settled('approved'), waited('done'))
      .under(rules)
      .when(resolve)
      .yields(solved);
    given(caseDecider, ...asked, settled('rejected'), waited('done'), {
      ...planned,
      planId: textOf('plan-2'),
      revision: 2,
      cost: null,
    })
      .under(rules)
      .when(resolve)
      .yields(solved);
  });

  test('that nobody has taken up waits for nothing', () => {
    given(caseDecider, ...opened.filter((event) => event !== accepted))
      .under(rules)
      .when(plan)
      .yields(planned, requested);
  });
});
