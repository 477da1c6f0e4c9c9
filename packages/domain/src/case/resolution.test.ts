import { textOf } from '@casebook/vocabulary';
import { plainRulebook } from '../rulebook/plain';
import { at, closed, created, day, deskRulebook, later, opened, resolved } from '../testing/examples';
import { given } from '../testing/given';
import { caseDecider, type CaseEvent } from './case';

const resolve = {
  type: 'ResolveCase',
  at,
  code: textOf('replaced'),
  notes: textOf('Panel faulty; new device sent.'),
  template: null,
} as const;
const reason = textOf('It is dark again');
const reopened: CaseEvent = { type: 'CaseReopened', at, cycle: 2, cause: 'solutionRejected', reason };
const reply = {
  type: 'ReceiveMessage',
  at,
  messageId: textOf('m-1'),
  channel: 'email',
  inReplyTo: null,
  body: reason,
  from: 'customer',
} as const;
const received: CaseEvent = { ...reply, type: 'MessageReceived' };

describe('a case', () => {
  test('is resolved with a code that the rulebook knows, and with notes', () => {
    const desk = given(caseDecider, ...opened).under(deskRulebook);
    desk
      .when({ ...resolve, code: textOf('magic') })
      .isRefused({ type: 'ResolutionCodeUnknown', code: textOf('magic') });
    desk.when({ ...resolve, notes: textOf(' ') }).isRefused({ type: 'NotesMissing' });
    desk.when({ ...resolve, notes: { erased: true } }).yields({
      ...resolved,
      notes: { erased: true },
      closesAt: later(5 * day),
      reopenableUntil: later(15 * day),
      rulebook: 3,
    });
  });

  test('is resolved at one touch where its type allows it', () => {
    const question: CaseEvent = { ...created, caseType: textOf('question') };
    const malfunction: CaseEvent = { ...created, caseType: textOf('malfunction') };
    const bare = { ...deskRulebook, closing: { ...plainRulebook.closing, autoCloseAfter: null, reopenWithin: null } };
    given(caseDecider, question)
      .under(bare)
      .when(resolve)
      .yields({ ...resolved, rulebook: 3 });
    given(caseDecider, malfunction).under(bare).when(resolve).isRefused({ type: 'CaseNotAccepted' });
  });

  test('is closed by the customer who accepts the solution', () => {
    given(caseDecider, ...opened, resolved)
      .when({ type: 'AcceptResolution', at, channel: textOf('portal') })
      .yields({ type: 'ResolutionAccepted', at, resolutionId: resolved.resolutionId, via: textOf('portal') }, closed);
  });

  test('is open again, in its next cycle, when the solution is rejected', () => {
    given(caseDecider, ...opened, resolved)
      .when({ type: 'RejectResolution', at, reason })
      .yields(reopened);
  });

  test('numbers its resolutions by cycle', () => {
    given(caseDecider, ...opened, resolved, reopened)
      .when(resolve)
      .yields({ ...resolved, resolutionId: textOf('resolution-2'), cycle: 2 });
  });

  test('is open again when the customer answers within the window', () => {
    const again: CaseEvent = { ...reopened, cause: 'customerReply', reason: null };
    given(caseDecider, ...opened, resolved)
      .when(reply)
      .yields(received, again);
    given(caseDecider, ...opened, resolved, closed)
      .when(reply)
      .yields(received, again);
  });

  test('only keeps what the customer says once the window has elapsed, at its last instant', () => {
    const last = later(30 * day);
    given(caseDecider, ...opened, resolved, closed)
      .when({ ...reply, at: last })
      .yields({ ...reply, type: 'MessageReceived', at: last });
    given(caseDecider, ...opened, resolved, closed)
      .when({ type: 'ReopenCase', at: last, cause: 'recurrence', reason })
      .isRefused({ type: 'WindowElapsed', reopenableUntil: last });
  });
});
