import { textOf } from '@casebook/vocabulary';
import { plainRulebook } from '../rulebook/plain';
import { at, closed, day, deskRulebook, later, opened, resolved } from '../testing/examples';
import { given } from '../testing/given';
import { caseDecider, type CaseEvent } from './case';

const pending: CaseEvent = { ...resolved, closesAt: later(5 * day), reopenableUntil: later(15 * day), rulebook: 3 };
const closedByTime: CaseEvent = {
  ...closed,
  at: later(5 * day),
  by: 'autoClose',
  reopenableUntil: later(15 * day),
  rulebook: 3,
};
const close = { type: 'CloseCase', at, by: 'agent', code: null, notes: null } as const;

describe('a case', () => {
  test('closes by itself when its solution has stood long enough, as was decided when it was resolved', () => {
    const desk = given(caseDecider, ...opened, pending);
    desk.whenTimeIs(later(5 * day - 1)).yieldsNothing();
    desk
      .whenTimeIs(later(5 * day))
      .timeBrings(closedByTime)
      .yieldsNothing();
  });

  test('has closed by itself before a late rejection is heard', () => {
    given(caseDecider, ...opened, pending)
      .when({ type: 'RejectResolution', at: later(6 * day), reason: textOf('Too late') })
      .timeBrings(closedByTime)
      .isRefused({ type: 'CaseNotResolved', status: 'Closed' });
  });

  test('does not close by itself once it is reopened', () => {
    const reopened: CaseEvent = { type: 'CaseReopened', at, cycle: 2, cause: 'agent', reason: null };
    given(caseDecider, ...opened, pending, reopened)
      .whenTimeIs(later(6 * day))
      .yieldsNothing();
  });

  test('is closed by an agent with notes, or without where a solution stands', () => {
    const notes = textOf('Customer called: it works.');
    given(caseDecider, ...opened)
      .when({ ...close, notes })
      .yields({ ...closed, by: 'agent', notes });
    given(caseDecider, ...opened)
      .when({ ...close, notes: textOf('') })
      .isRefused({ type: 'NotesMissing' });
    given(caseDecider, ...opened, resolved)
      .when(close)
      .yields({ ...closed, by: 'agent' });
  });

  test('is closed with a code that the rulebook knows, or none', () => {
    const desk = given(caseDecider, ...opened, resolved).under(deskRulebook);
    desk.when({ ...close, code: textOf('magic') }).isRefused({ type: 'ResolutionCodeUnknown', code: textOf('magic') });
    desk.when(close).yields({ ...closed, by: 'agent', reopenableUntil: later(10 * day), rulebook: 3 });
  });

  test('can never be reopened where the rulebook has no window', () => {
    const closing = { ...plainRulebook.closing, autoCloseAfter: null, reopenWithin: null };
    given(caseDecider, ...opened, resolved)
      .under({ ...deskRulebook, closing })
      .when(close)
      .yields({ ...closed, by: 'agent', reopenableUntil: null, rulebook: 3 });
    given(caseDecider, ...opened, resolved, { ...closed, reopenableUntil: null })
      .when({ type: 'ReopenCase', at, cause: 'agent', reason: textOf('Sorry') })
      .isRefused({ type: 'WindowElapsed', reopenableUntil: null });
  });
});
