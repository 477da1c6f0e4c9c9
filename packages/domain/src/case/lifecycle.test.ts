import * as E from 'fp-ts/Either';
import { AgentId, CaseId, literal, textOf } from '@casebook/vocabulary';
import { plainRulebook } from '../rulebook/plain';
import { rulesOf } from '../rulebook/rules';
import {
  accepted,
  ada,
  another,
  assigned,
  at,
  ben,
  cancelled,
  closed,
  create,
  created,
  day,
  later,
  merged,
  opened,
  resolved,
  returns,
  routed,
  waiting,
} from '../testing/examples';
import { caseDecider, type CaseCommand, type CaseEvent } from './case';
import { folded } from './fold';
import { lifecycle } from './lifecycle';
import { standing, statusOf, type Status } from './status';

type Place = Status | 'nothing';

const histories: { readonly [P in Place]: ReadonlyArray<CaseEvent> } = {
  nothing: [],
  New: [created, routed, assigned],
  Open: opened,
  Waiting: [...opened, waiting],
  Resolved: [...opened, resolved],
  Closed: [...opened, resolved, closed],
  Cancelled: [created, cancelled],
  Merged: [created, routed, assigned, merged],
};

const words = textOf('words');
const assessment = {
  type: 'RecordAssessment',
  at,
  assessmentId: textOf('assessment-1'),
  confidence: 0.5,
  assessor: { name: words, version: textOf('1') },
  about: null,
} as const;
const commands = {
  CategorizeCase: {
    type: 'CategorizeCase',
    at,
    category: textOf('billing'),
    complexity: null,
    by: null,
    reason: 'initial',
  },
  ReviewCategory: { type: 'ReviewCategory', at, reviewer: ben, category: null, complexity: null, remark: null },
  PrioritizeCase: { type: 'PrioritizeCase', at, priority: 1, reason: words },
  RouteCase: { type: 'RouteCase', at, team: returns, reason: 'wrongTeam' },
  AssignCase: { type: 'AssignCase', at, agent: ben, team: null, method: 'manual' },
  ClaimCase: { type: 'AssignCase', at, agent: ben, team: null, method: 'claimed' },
  AcceptAssignment: { type: 'AcceptAssignment', at, agent: ada },
  DeclineAssignment: { type: 'DeclineAssignment', at, agent: ada },
  ReleaseCase: { type: 'ReleaseCase', at, agent: ada },
  StartWait: { type: 'StartWait', at, waitId: textOf('wait-2'), on: 'thirdParty', subject: null, until: null },
  EndWait: { type: 'EndWait', at, waitId: waiting.waitId },
  'message from the customer': {
    type: 'ReceiveMessage',
    at,
    messageId: textOf('m-1'),
    channel: 'email',
    inReplyTo: null,
    body: words,
    from: 'customer',
  },
  'message to the customer': {
    type: 'SendMessage',
    at,
    messageId: textOf('m-2'),
    channel: 'email',
    inReplyTo: null,
    body: words,
    to: 'customer',
    automated: false,
    awaits: null,
    template: null,
  },
  'question to the customer': {
    type: 'SendMessage',
    at,
    messageId: textOf('m-3'),
    channel: 'email',
    inReplyTo: null,
    body: words,
    to: 'customer',
    automated: false,
    awaits: textOf('wait-3'),
    template: null,
  },
  AddNote: { type: 'AddNote', at, noteId: textOf('note-1'), body: words, mentions: [], template: null },
  RecordFinding: {
    type: 'RecordFinding',
    at,
    findingId: textOf('finding-1'),
    kind: 'symptom',
    text: words,
    template: null,
  },
  ResolveCase: { type: 'ResolveCase', at, code: words, notes: words, template: null },
  AcceptResolution: { type: 'AcceptResolution', at, channel: words },
  RejectResolution: { type: 'RejectResolution', at, reason: words },
  ReopenCase: { type: 'ReopenCase', at, cause: 'agent', reason: words },
  'ReopenCase too late': { type: 'ReopenCase', at: later(30 * day), cause: 'agent', reason: words },
  'CloseCase by the customer': { type: 'CloseCase', at, by: 'customer', code: null, notes: null },
  'CloseCase by an agent': { type: 'CloseCase', at, by: 'agent', code: null, notes: words },
  'CloseCase without notes': { type: 'CloseCase', at, by: 'agent', code: null, notes: null },
  CancelCase: { type: 'CancelCase', at, reason: 'withdrawn' },
  MergeCase: { ...merged, type: 'MergeCase', caseId: literal(CaseId, 'case-1'), other: another },
  UnmergeCase: { type: 'UnmergeCase', at, reason: null },
  'suggested category': { ...assessment, kind: 'category', value: textOf('billing') },
  'sentiment told': { ...assessment, kind: 'sentiment', value: textOf('negative') },
} as const satisfies { readonly [name: string]: CaseCommand };

// The lifecycle of a case, row by row: an event type is what happens, `=` is "already so", the rest are rejections.
// Events that keep the status are written alone; `→` says which status follows.
const table = `
                          | New                                                      | Open                               | Waiting                              | Resolved                                | Closed                               | Cancelled           | Merged
CategorizeCase            | CaseCategorized                                          | CaseCategorized                    | CaseCategorized                      | CaseNotOpen                             | CaseNotOpen                          | CaseNotOpen         | CaseNotOpen
ReviewCategory            | NoReviewOpen                                             | NoReviewOpen                       | NoReviewOpen                         | CaseNotOpen                             | CaseNotOpen                          | CaseNotOpen         | CaseNotOpen
PrioritizeCase            | CasePrioritized                                          | CasePrioritized                    | CasePrioritized                      | CaseNotOpen                             | CaseNotOpen                          | CaseNotOpen         | CaseNotOpen
RouteCase                 | AssignmentEnded, CaseRouted                              | AssignmentEnded, CaseRouted        | AssignmentEnded, CaseRouted          | CaseNotOpen                             | CaseNotOpen                          | CaseNotOpen         | CaseNotOpen
AssignCase                | AssignmentEnded, CaseAssigned                            | AssignmentEnded, CaseAssigned      | AssignmentEnded, CaseAssigned        | CaseNotOpen                             | CaseNotOpen                          | CaseNotOpen         | CaseNotOpen
ClaimCase                 | AssignmentEnded, CaseAssigned, AssignmentAccepted → Open | AlreadyHeld                        | AlreadyHeld                          | CaseNotOpen                             | CaseNotOpen                          | CaseNotOpen         | CaseNotOpen
AcceptAssignment          | AssignmentAccepted → Open                                | =                                  | =                                    | CaseNotOpen                             | CaseNotOpen                          | CaseNotOpen         | CaseNotOpen
DeclineAssignment         | AssignmentEnded                                          | AlreadyAccepted                    | AlreadyAccepted                      | CaseNotOpen                             | CaseNotOpen                          | CaseNotOpen         | CaseNotOpen
ReleaseCase               | AssignmentEnded                                          | AssignmentEnded                    | AssignmentEnded                      | CaseNotOpen                             | CaseNotOpen                          | CaseNotOpen         | CaseNotOpen
StartWait                 | CaseNotAccepted                                          | WaitStarted → Waiting              | WaitStarted                          | CaseNotOpen                             | CaseNotOpen                          | CaseNotOpen         | CaseNotOpen
EndWait                   | WaitUnknown                                              | WaitUnknown                        | WaitEnded → Open                     | WaitUnknown                             | WaitUnknown                          | WaitUnknown         | WaitUnknown
message from the customer | MessageReceived                                          | MessageReceived                    | MessageReceived, WaitEnded → Open    | MessageReceived, CaseReopened → Open    | MessageReceived, CaseReopened → Open | MessageReceived     | MessageReceived
message to the customer   | MessageSent                                              | MessageSent                        | MessageSent                          | MessageSent                             | MessageSent                          | MessageSent         | MessageSent
question to the customer  | CaseNotAccepted                                          | MessageSent, WaitStarted → Waiting | MessageSent, WaitStarted             | CaseNotOpen                             | CaseNotOpen                          | CaseNotOpen         | CaseNotOpen
AddNote                   | NoteAdded                                                | NoteAdded                          | NoteAdded                            | NoteAdded                               | NoteAdded                            | NoteAdded           | NoteAdded
RecordFinding             | FindingRecorded                                          | FindingRecorded                    | FindingRecorded                      | CaseNotOpen                             | CaseNotOpen                          | CaseNotOpen         | CaseNotOpen
ResolveCase               | CaseNotAccepted                                          | CaseResolved → Resolved            | CaseResolved, WaitEnded → Resolved   | CaseNotOpen                             | CaseNotOpen                          | CaseNotOpen         | CaseNotOpen
AcceptResolution          | CaseNotResolved                                          | CaseNotResolved                    | CaseNotResolved                      | ResolutionAccepted, CaseClosed → Closed | CaseNotResolved                      | CaseNotResolved     | CaseNotResolved
RejectResolution          | CaseNotResolved                                          | CaseNotResolved                    | CaseNotResolved                      | CaseReopened → Open                     | CaseNotResolved                      | CaseNotResolved     | CaseNotResolved
ReopenCase                | =                                                        | =                                  | =                                    | CaseReopened → Open                     | CaseReopened → Open                  | CaseReopened → Open | CaseNotOpen
ReopenCase too late       | =                                                        | =                                  | =                                    | CaseReopened → Open                     | WindowElapsed                        | CaseReopened → Open | CaseNotOpen
CloseCase by the customer | CaseNotAccepted                                          | CaseClosed → Closed                | CaseClosed, WaitEnded → Closed       | CaseClosed → Closed                     | =                                    | CaseNotOpen         | CaseNotOpen
CloseCase by an agent     | CaseNotAccepted                                          | CaseClosed → Closed                | CaseClosed, WaitEnded → Closed       | CaseClosed → Closed                     | =                                    | CaseNotOpen         | CaseNotOpen
CloseCase without notes   | CaseNotAccepted                                          | NotesMissing                       | NotesMissing                         | CaseClosed → Closed                     | =                                    | CaseNotOpen         | CaseNotOpen
CancelCase                | CaseCancelled → Cancelled                                | CaseCancelled → Cancelled          | CaseCancelled, WaitEnded → Cancelled | CaseNotOpen                             | CaseNotOpen                          | =                   | CaseNotOpen
MergeCase                 | CaseMerged → Merged                                      | CaseMerged → Merged                | CaseMerged → Merged                  | CaseNotOpen                             | CaseNotOpen                          | CaseNotOpen         | =
UnmergeCase               | CaseNotMerged                                            | CaseNotMerged                      | CaseNotMerged                        | CaseNotMerged                           | CaseNotMerged                        | CaseNotMerged       | CaseUnmerged → New
suggested category        | AssessmentRecorded                                       | AssessmentRecorded                 | AssessmentRecorded                   | CaseNotOpen                             | CaseNotOpen                          | CaseNotOpen         | CaseNotOpen
sentiment told            | AssessmentRecorded                                       | AssessmentRecorded                 | AssessmentRecorded                   | AssessmentRecorded                      | AssessmentRecorded                   | AssessmentRecorded  | AssessmentRecorded
`;

const cells = (line: string): ReadonlyArray<string> => line.split('|').map((cell) => cell.trim());
const [header = '', ...rows] = table.trim().split('\n');
const places = ['New', 'Open', 'Waiting', 'Resolved', 'Closed', 'Cancelled', 'Merged'] as const;

// One-touch resolution is what a case type may allow; the table is about those that do not.
const strict = rulesOf([
  {
    ...plainRulebook,
    version: 1,
    caseTypes: [{ name: textOf('malfunction'), requiredFields: [], defaultCategory: null, oneTouch: false }],
  },
]);
const typed = (events: ReadonlyArray<CaseEvent>): ReadonlyArray<CaseEvent> =>
  events.map((event) => (event.type === 'CaseCreated' ? { ...event, caseType: textOf('malfunction') } : event));

const statusAfter = (events: ReadonlyArray<CaseEvent>): Status =>
  statusOf(events.reduce((state, event) => folded(standing, state, event), standing.initial));

const outcome = (place: Place, command: CaseCommand): string => {
  const before = typed(histories[place]);
  const { answer } = caseDecider.decide(before.reduce(caseDecider.evolve, caseDecider.initial), command, strict);
  if (E.isLeft(answer)) return answer.left.type;
  const after = statusAfter([...before, ...answer.right]);
  const events = answer.right.map(({ type }) => type).join(', ');
  return events === '' ? '=' : after === place ? events : `${events} → ${after}`;
};

describe('the lifecycle of a case', () => {
  test('has the statuses of the table', () => {
    expect(cells(header.trim())).toEqual(['', ...places]);
    for (const place of places) expect(statusAfter(histories[place])).toBe(place);
  });

  test('has a row for each command', () => {
    expect(rows.map((row) => cells(row)[0])).toEqual(Object.keys(commands));
  });

  test.each(Object.entries(commands))('%s does in each status what the table says', (name, command) => {
    const row = rows.find((line) => cells(line)[0] === name) ?? '';
    expect([name, ...places.map((place) => outcome(place, command))]).toEqual(cells(row));
  });

  test.each(Object.entries(commands))('%s is refused where there is no case', (_, command) => {
    expect(outcome('nothing', command)).toBe('CaseUnknown');
  });

  test('begins with its creation, once', () => {
    const plain = rulesOf([]);
    const again = caseDecider.evolve(caseDecider.initial, created);
    expect(caseDecider.decide(caseDecider.initial, create, plain)).toEqual({ came: [], answer: E.right([created]) });
    expect(caseDecider.decide(again, create, plain)).toEqual({ came: [], answer: E.right([]) });
  });

  test('needs the agent who accepts to be the one who holds the case', () => {
    const stranger = literal(AgentId, 'cleo');
    const state = [created, routed, assigned, accepted].reduce(caseDecider.evolve, caseDecider.initial);
    const command = { type: 'AcceptAssignment', at, agent: stranger } as const;
    expect(caseDecider.decide(state, command, strict).answer).toEqual(
      E.left({ type: 'NotAssigned', agent: stranger, holder: ada }),
    );
  });
});

/** Nothing allowed beyond the lifecycle: no resolving of new cases, no reopening of closed ones. */
const strictest = rulesOf([
  {
    ...plainRulebook,
    version: 1,
    caseTypes: [{ name: textOf('malfunction'), requiredFields: [], defaultCategory: null, oneTouch: false }],
    closing: { ...plainRulebook.closing, autoCloseAfter: null, reopenWithin: null },
  },
]);

/** For each type of event in the table, the command that means it. Whoever claims a case has accepted it. */
const moves: { readonly [T in CaseEvent['type']]?: CaseCommand } = {
  AssignmentAccepted: commands.ClaimCase,
  WaitStarted: commands.StartWait,
  CaseResolved: commands.ResolveCase,
  CaseClosed: commands['CloseCase by an agent'],
  CaseReopened: commands.ReopenCase,
  CaseCancelled: commands.CancelCase,
  CaseMerged: commands.MergeCase,
  CaseUnmerged: commands.UnmergeCase,
};

const released: CaseEvent = {
  type: 'AssignmentEnded',
  at,
  assignmentId: assigned.assignmentId,
  agent: ada,
  reason: 'released',
};

/** A case closed while cases that are closed are not reopened. */
const closedForGood = { ...closed, reopenableUntil: null };

describe('the table of statuses against which imports are held', () => {
  test('has a row for each of these moves', () => {
    expect(Object.keys(lifecycle)).toEqual(Object.keys(moves));
  });

  test.each(Object.entries(moves).flatMap(([type, command]) => places.map((place) => ({ type, command, place }))))(
    'provides for what the deciders do: $type of a case that is $place',
    ({ type, command, place }) => {
      const history = typed(histories[place]).map((event) => (event === closed ? closedForGood : event));
      // Given back, so that nobody stands in the way of whoever claims it.
      const state = [...history, released].reduce(caseDecider.evolve, caseDecider.initial);
      const { answer } = caseDecider.decide(state, command, strictest);
      const happens = E.isRight(answer) && answer.right.some((event) => event.type === type);
      const provided: { readonly [type: string]: ReadonlyArray<Status> | undefined } = lifecycle;
      expect(happens).toBe(provided[type]?.includes(place));
    },
  );
});
