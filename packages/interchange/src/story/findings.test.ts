import { either as E } from 'fp-ts';
import { caseDecider, plainRulebook, rulesOf, type CaseCommand, type CaseEvent, type Status } from '@casebook/domain';
import { happened } from '@casebook/domain/testing';
import { Instant, literal, textOf } from '@casebook/vocabulary';
import { refusal } from './findings';

const at = literal(Instant, '2026-01-01T12:00:00.000Z');
const created = happened('CaseCreated', '2026-01-01T09:00', { caseType: 'incident' });
const open = [happened('CaseAssigned', '2026-01-01T09:10'), happened('AssignmentAccepted', '2026-01-01T09:20')];

/** Nothing allowed beyond the lifecycle itself: no resolving of new cases, no reopening of closed ones. */
const strict = rulesOf([
  {
    ...plainRulebook,
    version: 1,
    caseTypes: [{ name: textOf('incident'), requiredFields: [], defaultCategory: null, oneTouch: false }],
    closing: { autoCloseAfter: null, reopenWithin: null },
  },
]);

/** Events that bring a case to each status. */
const histories: { readonly [S in Status]: ReadonlyArray<CaseEvent> } = {
  New: [created],
  Open: [created, ...open],
  Waiting: [created, ...open, happened('WaitStarted', '2026-01-01T10:00')],
  Resolved: [created, ...open, happened('CaseResolved', '2026-01-01T10:00')],
  Closed: [created, ...open, happened('CaseClosed', '2026-01-01T10:00')],
  Cancelled: [created, happened('CaseCancelled', '2026-01-01T10:00')],
};

/** The command that means the event; another wait is another wait, but what is resolved, closed or cancelled already is not again. */
const commands: ReadonlyArray<readonly [CaseEvent['type'], to: string, CaseCommand]> = [
  [
    'WaitStarted',
    'Waiting',
    { type: 'StartWait', at, waitId: textOf('another'), on: 'customer', subject: null, until: null },
  ],
  [
    'CaseResolved',
    'Resolved',
    { type: 'ResolveCase', at, code: textOf('replaced'), notes: textOf('New device sent.') },
  ],
  ['CaseClosed', 'Closed', { type: 'CloseCase', at, by: 'agent', code: null, notes: textOf('Done.') }],
  ['CaseReopened', 'open', { type: 'ReopenCase', at, cause: 'agent', reason: textOf('It is back.') }],
  ['CaseCancelled', 'Cancelled', { type: 'CancelCase', at, reason: 'openedInError' }],
];

const statuses = Object.keys(histories) as ReadonlyArray<Status>; // a record's keys are those of its type
const moves = statuses.flatMap((from) => commands.map(([type, to, command]) => ({ from, to, type, command })));

describe('what an import reports as refused is what the domain refuses:', () => {
  test.each(moves.filter(({ from, to }) => from !== to || from === 'Waiting'))(
    '$from, then $type',
    ({ from, to, type, command }) => {
      const state = histories[from].reduce(caseDecider.evolve, caseDecider.initial);
      const { answer } = caseDecider.decide(state, command, strict);
      // Open, New and Waiting cases cannot be reopened: the domain has nothing to do there, an import no such event.
      if (type === 'CaseReopened' && ['New', 'Open', 'Waiting'].includes(from)) return;
      expect(refusal(from, type)).toBe(E.isLeft(answer) ? `${from}→${to}` : null);
    },
  );
});

test('a case that begins otherwise than new is reported, since no command begins it so', () => {
  expect(refusal(null, 'CaseResolved')).toBe('born Resolved');
  expect(refusal(null, 'CaseAssigned')).toBeNull();
});
