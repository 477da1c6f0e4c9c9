import { textOf } from '@casebook/vocabulary';
import { caseDecider } from '../case/case';
import { plainRulebook } from '../rulebook/plain';
import { at, create, created, hour, later, opened, waiting } from './examples';
import { given } from './given';

const start = { ...waiting, type: 'StartWait' } as const;

describe('given, when, yields', () => {
  test('passes where it is so', () => {
    expect(() =>
      given(caseDecider, ...opened)
        .when(start)
        .yields(waiting),
    ).not.toThrow();
    expect(() =>
      given(caseDecider, ...opened, waiting)
        .when(start)
        .yieldsNothing(),
    ).not.toThrow();
    expect(() => given(caseDecider).when(start).isRefused({ type: 'CaseUnknown' })).not.toThrow();
  });

  test('shows the difference where it is not', () => {
    const other = textOf('wait-2');
    expect(() =>
      given(caseDecider, ...opened)
        .when(start)
        .yields({ ...waiting, waitId: other }),
    ).toThrow(/-.*wait-2|\+.*wait-1/);
  });

  test('takes no rejection for an outcome, and no outcome for a rejection', () => {
    expect(() => given(caseDecider).when(start).yieldsNothing()).toThrow(/CaseUnknown/);
    expect(() => given(caseDecider).when(create).isRefused({ type: 'CaseUnknown' })).toThrow(/CaseCreated/);
  });

  test('wants to be told what time has brought', () => {
    const until = later(hour);
    const asked = given(caseDecider, ...opened, { ...waiting, until }).when({ ...create, at: until });
    const elapsed = { type: 'WaitEnded', at: until, waitId: waiting.waitId, cause: 'elapsed' } as const;
    expect(() => asked.yieldsNothing()).toThrow(/elapsed/);
    expect(() => asked.timeBrings(elapsed).yieldsNothing()).not.toThrow();
  });

  test('decides under the rulebooks that it is given', () => {
    const desk = given(caseDecider, created).under({
      ...plainRulebook,
      version: 1,
      categories: [{ path: textOf('billing'), criteria: null, examples: [], complexity: null }],
    });
    const category = textOf('weather');
    desk
      .when({ type: 'CategorizeCase', at, category, complexity: null, by: null, reason: 'initial' })
      .isRefused({ type: 'CategoryUnknown', category });
  });
});
