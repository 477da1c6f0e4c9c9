import type { CaseEvent } from '@casebook/domain';
import { happened } from '@casebook/domain/testing';
import { fold } from '@casebook/projection';
import { recorded } from '@casebook/projection/contract';
import { textOf } from '@casebook/vocabulary';
import { assessments } from './assessments';

const words = { name: textOf('words'), version: textOf('1') };
const model = { name: textOf('model'), version: textOf('2026-01') };
const said = (at: string, assessmentId: string, fields = {}) =>
  happened('AssessmentRecorded', at, { assessmentId, kind: 'category', value: 'billing', assessor: words, ...fields });

/** The rows after these events, each with what led to it. */
const rows = (...events: ReadonlyArray<readonly [event: CaseEvent, because?: string]>) =>
  fold(
    assessments,
    [],
    recorded(events.map(([event]) => event)).map((one, index) => ({ ...one, causationId: events[index]?.[1] ?? null })),
  );

describe('the assessments of a case', () => {
  test('are kept as they were said, how sure in percent', () => {
    expect(rows([said('2026-06-15T09:00', 'a-1', { confidence: 0.824, about: 'message-1' })])).toEqual([
      {
        assessment_id: 'a-1',
        kind: 'category',
        value: 'billing',
        confidence: 82,
        assessor: 'words',
        version: '1',
        about: 'message-1',
        since: '2026-06-15T09:00:00.000Z',
        until: null,
        ended: null,
      },
    ]);
  });

  test('are over once the same assessor says otherwise of the same kind, also in another version', () => {
    expect(
      rows(
        [said('2026-06-15T09:00', 'a-1')],
        [said('2026-06-15T09:01', 'a-2', { kind: 'sentiment', value: 'neutral' })],
        [said('2026-06-15T09:02', 'a-3', { assessor: model })],
        [said('2026-06-15T09:03', 'a-4', { assessor: { ...words, version: textOf('2') } })],
        [said('2026-06-15T09:04', 'a-4')],
      ).map(({ assessment_id, until, ended }) => [assessment_id, until, ended]),
    ).toEqual([
      ['a-1', '2026-06-15T09:03:00.000Z', 'replaced'],
      ['a-2', null, null],
      ['a-3', null, null],
      ['a-4', null, null],
    ]);
  });

  test('are taken up by what names them as its cause, and by nothing else', () => {
    const first = said('2026-06-15T09:00', 'a-1');
    const decided = happened('CaseCategorized', '2026-06-15T09:10', { category: 'billing' });
    expect(rows([first], [decided, 'a-1'])).toMatchObject([{ until: '2026-06-15T09:10:00.000Z', ended: 'taken up' }]);
    expect(rows([first], [decided, 'a-2'], [decided])).toMatchObject([{ until: null, ended: null }]);
  });

  test('that are taken up are not replaced any more', () => {
    const decided = happened('CaseCategorized', '2026-06-15T09:10', { category: 'billing' });
    expect(rows([said('2026-06-15T09:00', 'a-1')], [decided, 'a-1'], [said('2026-06-15T09:20', 'a-2')])).toMatchObject([
      { ended: 'taken up' },
      { ended: null },
    ]);
  });
});
