import { CaseId, CaseNumber, CustomerId, IssueTitle, literal, textOf } from '@casebook/vocabulary';
import type { OtherCase } from '../case/other-case';
import { at, deskRulebook } from '../testing/examples';
import { given } from '../testing/given';
import type { Attached, Criteria, MajorIssueEvent } from './issue';
import { majorIssueDecider, type MajorIssueCommand } from './major-issue';

const title = literal(IssueTitle, 'Activations fail');
const [ada, ben] = [textOf('ada'), textOf('ben')];
const caseId = literal(CaseId, 'case-1');
const [maria, otto] = [literal(CustomerId, 'maria'), literal(CustomerId, 'otto')];
const number = literal(CaseNumber, 'C-10424-8');
const other: OtherCase = { caseId, number, status: 'Open', customer: maria, above: [] };

const proposal = { title, impact: textOf('Nobody can call.'), justification: textOf('He is the tenth.'), by: ada };
const propose = { type: 'ProposeMajorIssue', at, ...proposal, fromCase: caseId, other } as const;
const proposed = { type: 'MajorIssueProposed', at, ...proposal, fromCase: caseId, customer: maria } as const;
const accept = { type: 'AcceptMajorIssue', at, by: ben } as const;
const accepted = { type: 'MajorIssueAccepted', at, by: ben } as const;
const reason = textOf('Three customers, each with a fault of their own.');
const reject = { type: 'RejectMajorIssue', at, by: ben, reason } as const;
const rejected = { ...reject, type: 'MajorIssueRejected' } as const;
const solution = { code: textOf('replaced'), notes: textOf('The gateway was replaced.'), excepted: [] };
const resolve = { type: 'ResolveMajorIssue', at, ...solution } as const;
const resolved = { type: 'MajorIssueResolved', at, ...solution } as const;
const reopen = { type: 'ReopenMajorIssue', at, reason: textOf('It fails again.') } as const;
const reopened = { ...reopen, type: 'MajorIssueReopened' } as const;
const close = { type: 'CloseMajorIssue', at } as const;
const closed = { type: 'MajorIssueClosed', at } as const;

const major: ReadonlyArray<MajorIssueEvent> = [proposed, accepted];
const criteria: Criteria = { products: [textOf('phone')], categories: [], from: null, to: null };
const batch = { batch: textOf('first'), criteria, source: null, customers: [maria, otto], excluded: [] };
const identify = { type: 'IdentifyAffected', at, ...batch } as const;
const identified = { type: 'AffectedCustomersIdentified', at, ...batch } as const;

const attached: Attached = { caseId, number, customer: maria, opened: 'reported' };
const attach = { type: 'AttachCase', at, caseId, other } as const;
const isAttached = { type: 'CaseAttached', at, ...attached } as const;
const detach = { type: 'DetachCase', at, caseId, reason } as const;
const isDetached = { type: 'CaseDetached', at, ...attached, reason } as const;

const update = { updateId: textOf('1'), audience: 'all', channel: 'email', body: textOf('We are at it.') } as const;
const publish = { type: 'PublishIssueUpdate', at, ...update } as const;
const published = { type: 'IssueUpdatePublished', at, ...update } as const;

const when = (command: MajorIssueCommand, ...events: ReadonlyArray<MajorIssueEvent>) =>
  given(majorIssueDecider, ...events).when(command);

describe('a major issue', () => {
  test('is proposed from an open case, or from none', () => {
    when(propose).yields(proposed);
    when({ ...propose, fromCase: null, other: null }).yields({ ...proposed, fromCase: null, customer: null });
    when(propose, proposed).yieldsNothing();
    when({ ...propose, title: literal(IssueTitle, 'Another') }, proposed).isRefused({ type: 'IssueExists', title });
    when({ ...propose, other: null }).isRefused({ type: 'OtherCaseUnknown', caseId });
    for (const status of ['Resolved', 'Closed', 'Cancelled', 'Merged'] as const)
      when({ ...propose, other: { ...other, status } }).isRefused({ type: 'CaseNotOpen', status });
  });

  test('is proposed with what it is called, what it means and why', () => {
    when({ ...propose, title: literal(IssueTitle, ' ') }).isRefused({ type: 'TitleMissing' });
    when({ ...propose, impact: textOf('') }).isRefused({ type: 'ImpactMissing' });
    when({ ...propose, justification: textOf(' ') }).isRefused({ type: 'JustificationMissing' });
  });

  test('is accepted or rejected by somebody else than whoever proposed it', () => {
    when(accept, proposed).yields(accepted);
    when(reject, proposed).yields(rejected);
    for (const command of [accept, reject])
      when({ ...command, by: ada }, proposed).isRefused({ type: 'SelfApproval', agent: ada });
    when(accept).isRefused({ type: 'IssueUnknown' });
    when({ ...reject, reason: textOf(' ') }, proposed).isRefused({ type: 'ReasonMissing' });
  });

  test('is decided about once', () => {
    when(accept, ...major).yieldsNothing();
    when(reject, proposed, rejected).yieldsNothing();
    when(accept, proposed, rejected).isRefused({ type: 'IssueNotCandidate', status: 'rejected' });
    when(reject, ...major).isRefused({ type: 'IssueNotCandidate', status: 'major' });
  });

  test('is resolved with a code of the rulebook and notes, and opened again, and closed', () => {
    when(resolve, ...major).yields(resolved);
    when(resolve, ...major, resolved).yieldsNothing();
    when({ ...resolve, code: textOf('explained') }, ...major, resolved).isRefused({
      type: 'IssueNotMajor',
      status: 'resolved',
    });
    when(resolve, proposed).isRefused({ type: 'IssueNotMajor', status: 'candidate' });
    when({ ...resolve, notes: textOf('') }, ...major).isRefused({ type: 'NotesMissing' });
    given(majorIssueDecider, ...major)
      .under(deskRulebook)
      .when({ ...resolve, code: textOf('magic') })
      .isRefused({ type: 'ResolutionCodeUnknown', code: textOf('magic') });
    when(reopen, ...major, resolved).yields(reopened);
    when(reopen, ...major).yieldsNothing();
    when(reopen, ...major, resolved, closed).isRefused({ type: 'IssueNotResolved', status: 'closed' });
    when({ ...reopen, reason: textOf(' ') }, ...major, resolved).isRefused({ type: 'ReasonMissing' });
    when(resolve, ...major, resolved, reopened).yields(resolved);
    when(close, ...major, resolved).yields(closed);
    when(close, ...major, resolved, closed).yieldsNothing();
    when(close, ...major).isRefused({ type: 'IssueNotResolved', status: 'major' });
  });

  test('excepts from its solution only cases that it leads', () => {
    const excepting = { ...resolve, excepted: [caseId] };
    when(excepting, ...major, isAttached).yields({ ...resolved, excepted: [caseId] });
    when(excepting, ...major).isRefused({ type: 'CaseNotAttached', caseId });
  });

  test('does not change with time alone', () => {
    given(majorIssueDecider, ...major)
      .whenTimeIs(at)
      .yieldsNothing();
    expect(majorIssueDecider.next(majorIssueDecider.initial)).toBeUndefined();
  });
});

describe('who is affected', () => {
  test('is found in batches, each once, and each customer in one of them', () => {
    when(identify, ...major).yields(identified);
    when(identify, ...major, identified).yieldsNothing();
    const second = { ...identify, batch: textOf('second'), criteria: null, customers: [otto, otto, maria] };
    const anna = literal(CustomerId, 'anna');
    when({ ...second, customers: [otto, anna, anna] }, ...major, identified).yields({
      ...identified,
      batch: textOf('second'),
      criteria: null,
      customers: [anna],
    });
    when(second, ...major, identified).yields({
      ...identified,
      batch: textOf('second'),
      criteria: null,
      customers: [],
    });
  });

  test('is not who is excluded, and that is on record with the reason', () => {
    const excluded = [{ customer: otto, because: 'optedOut' }] as const;
    when({ ...identify, excluded }, ...major).yields({ ...identified, customers: [maria], excluded });
  });

  test('is asked while the issue leads cases', () => {
    when(identify).isRefused({ type: 'IssueUnknown' });
    when(identify, proposed).isRefused({ type: 'IssueNotMajor', status: 'candidate' });
    when(identify, ...major, resolved).isRefused({ type: 'IssueNotMajor', status: 'resolved' });
  });
});

describe('the cases of a major issue', () => {
  test('are open when they are attached, and one for each customer', () => {
    when(attach, ...major).yields(isAttached);
    when(attach, ...major, isAttached).yieldsNothing();
    when({ ...attach, other: null }, ...major).isRefused({ type: 'OtherCaseUnknown', caseId });
    when({ ...attach, other: { ...other, status: 'Closed' } }, ...major).isRefused({
      type: 'CaseNotOpen',
      status: 'Closed',
    });
    const second = literal(CaseId, 'case-2');
    when({ ...attach, caseId: second, other: { ...other, caseId: second } }, ...major, isAttached).isRefused({
      type: 'CustomerHasCase',
      customer: maria,
      caseId,
    });
    when(attach, proposed).isRefused({ type: 'IssueNotMajor', status: 'candidate' });
  });

  test('are attached by the dozen where their customers have none', () => {
    const opened: Attached = { ...attached, caseId: literal(CaseId, 'case-2'), opened: 'proactive' };
    const ottos: Attached = { ...opened, caseId: literal(CaseId, 'case-3'), customer: otto };
    const nobodys: Attached = { ...opened, caseId: literal(CaseId, 'case-4'), customer: null };
    when({ type: 'AttachCases', at, cases: [opened, ottos, ottos, nobodys] }, ...major, isAttached).yields(
      { type: 'CaseAttached', at, ...ottos },
      { type: 'CaseAttached', at, ...nobodys },
    );
    when({ type: 'AttachCases', at, cases: [] }, proposed).isRefused({ type: 'IssueNotMajor', status: 'candidate' });
  });

  test('are detached with a reason, and can be attached again', () => {
    when(detach, ...major, isAttached).yields(isDetached);
    when(detach, ...major, isAttached, isDetached).yieldsNothing();
    when(detach, ...major).isRefused({ type: 'CaseNotAttached', caseId });
    when({ ...detach, reason: textOf('') }, ...major, isAttached).isRefused({ type: 'ReasonMissing' });
    when(attach, ...major, isAttached, isDetached).yields(isAttached);
    when(detach, ...major, isAttached, resolved, closed).yields(isDetached);
  });

  test('are told what is said once, under an id of its own', () => {
    when(publish, ...major).yields(published);
    when(publish, ...major, published).yieldsNothing();
    when({ ...publish, body: textOf(' ') }, ...major).isRefused({ type: 'BodyMissing' });
    when(publish, ...major, resolved).isRefused({ type: 'IssueNotMajor', status: 'resolved' });
  });
});
