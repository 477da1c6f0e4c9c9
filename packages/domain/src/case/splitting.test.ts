import { CaseId, literal, textOf } from '@casebook/vocabulary';
import type { Of } from '../message';
import { at, cancelled, closed, created, opened, resolved } from '../testing/examples';
import { given } from '../testing/given';
import { caseDecider, type CaseCommand, type CaseEvent } from './case';

const message: CaseEvent = {
  type: 'MessageReceived',
  at,
  messageId: textOf('message-1'),
  channel: 'email',
  inReplyTo: null,
  body: textOf('And my battery swells.'),
  from: 'customer',
};
const split: Of<CaseCommand, 'SplitCase'> = {
  type: 'SplitCase',
  at,
  into: literal(CaseId, '00000000-0000-4000-8000-000000000002'),
  messages: [textOf('message-1')],
  reason: textOf('another device'),
};
const done: CaseEvent = { ...split, type: 'CaseSplit' };

describe('a case', () => {
  test('is split by what was said in it, which stays', () => {
    given(caseDecider, ...opened, message)
      .when(split)
      .yields(done);
    given(caseDecider, ...opened, message)
      .when({ ...split, messages: [...split.messages, ...split.messages] })
      .yields(done);
  });
  test('is split into another one once', () => {
    given(caseDecider, ...opened, message, done)
      .when(split)
      .yieldsNothing();
  });
  test('is not split by what is not in it, or by nothing', () => {
    given(caseDecider, ...opened)
      .when(split)
      .isRefused({ type: 'MessageUnknown', messageId: textOf('message-1') });
    given(caseDecider, ...opened, message)
      .when({ ...split, messages: [] })
      .isRefused({ type: 'NothingToSplit' });
  });
  test('is split while it is resolved, and not once it is over', () => {
    given(caseDecider, ...opened, message, resolved)
      .when(split)
      .yields(done);
    given(caseDecider, ...opened, message, resolved, closed)
      .when(split)
      .isRefused({ type: 'CaseNotOpen', status: 'Closed' });
    given(caseDecider, created, message, cancelled).when(split).isRefused({ type: 'CaseNotOpen', status: 'Cancelled' });
    given(caseDecider).when(split).isRefused({ type: 'CaseUnknown' });
  });
});
