import { textOf } from '@casebook/vocabulary';
import { at, created, opened, resolved } from '../testing/examples';
import { given } from '../testing/given';
import { caseDecider } from './case';

const finding = {
  at,
  findingId: textOf('finding-1'),
  kind: 'rootCause',
  text: textOf('The panel is faulty'),
  template: null,
} as const;
const record = { ...finding, type: 'RecordFinding' } as const;
const recorded = { ...finding, type: 'FindingRecorded' } as const;

describe('a finding', () => {
  test('is recorded once', () => {
    given(caseDecider, created).when(record).yields(recorded);
    given(caseDecider, created, recorded).when(record).yieldsNothing();
  });

  test('belongs to an open case', () => {
    given(caseDecider, ...opened, resolved)
      .when(record)
      .isRefused({ type: 'CaseNotOpen', status: 'Resolved' });
  });
});
