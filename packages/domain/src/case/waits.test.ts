import { textOf } from '@casebook/vocabulary';
import { at, create, created, hour, later, opened, resolved, waiting } from '../testing/examples';
import { given } from '../testing/given';
import { caseDecider, type CaseEvent } from './case';

const until = later(hour);
const dated: CaseEvent = { ...waiting, waitId: textOf('wait-2'), on: 'date', until };
const ended = { type: 'WaitEnded', at, waitId: waiting.waitId } as const;
const elapsed: CaseEvent = { type: 'WaitEnded', at: until, waitId: textOf('wait-2'), cause: 'elapsed' };
const start = { ...waiting, type: 'StartWait' } as const;
const answer = {
  type: 'MessageReceived',
  at,
  messageId: textOf('m-1'),
  channel: 'chat',
  inReplyTo: null,
  body: textOf('It is the left one.'),
  from: 'customer',
} as const;

describe('a case', () => {
  test('waits for several things at once', () => {
    given(caseDecider, ...opened, waiting)
      .when({ ...start, waitId: textOf('wait-2'), on: 'thirdParty' })
      .yields({ ...waiting, waitId: textOf('wait-2'), on: 'thirdParty' });
  });

  test('starts and ends a wait once', () => {
    given(caseDecider, ...opened, waiting)
      .when(start)
      .yieldsNothing();
    const over = given(caseDecider, ...opened, waiting, { ...ended, cause: 'done' });
    over.when(start).yieldsNothing();
    over.when({ type: 'EndWait', at, waitId: waiting.waitId }).yieldsNothing();
  });

  test('does not begin to wait for what is past', () => {
    given(caseDecider, ...opened)
      .when({ ...start, until: at })
      .isRefused({ type: 'WaitAlreadyOver', until: at });
  });

  test('waits no longer for a customer who has answered, and goes on waiting for others', () => {
    const other: CaseEvent = { ...waiting, waitId: textOf('wait-3'), on: 'thirdParty' };
    given(caseDecider, ...opened, waiting, other)
      .when({ ...answer, type: 'ReceiveMessage' })
      .yields(answer, { ...ended, cause: 'answered' });
  });

  test('does not take a third party for its customer', () => {
    given(caseDecider, ...opened, waiting)
      .when({ ...answer, type: 'ReceiveMessage', from: 'thirdParty' })
      .yields({ ...answer, from: 'thirdParty' });
  });

  test('waits for nothing once it is resolved', () => {
    given(caseDecider, ...opened, waiting)
      .when({
        type: 'ResolveCase',
        at,
        code: textOf('replaced'),
        notes: textOf('Panel faulty; new device sent.'),
        template: null,
      })
      .yields(resolved, { ...ended, cause: 'superseded' });
  });

  test('waits until the date that was set, not longer, whatever is done later', () => {
    const pending = given(caseDecider, ...opened, dated);
    pending.whenTimeIs(later(hour - 1)).yieldsNothing();
    pending.whenTimeIs(until).timeBrings(elapsed).yieldsNothing();
    pending
      .when({ ...create, at: later(2 * hour) })
      .timeBrings(elapsed)
      .yieldsNothing();
  });

  test('says when it wants to be looked at again', () => {
    const state = [...opened, waiting, dated].reduce(caseDecider.evolve, caseDecider.initial);
    expect(caseDecider.next(state)).toEqual({ from: until, event: elapsed });
    expect(caseDecider.next(caseDecider.evolve(caseDecider.initial, created))).toBeUndefined();
  });
});
