import * as E from 'fp-ts/Either';
import * as TE from 'fp-ts/TaskEither';
import { plainRulebook } from '@casebook/domain';
import { CaseId, CaseNumber, Instant, literal } from '@casebook/vocabulary';
import type { Asking, Assessor } from './assessor';
import { saidInTime } from './in-time';
import type { Material } from './material';

const material: Material = {
  id: literal(CaseId, 'case-1'),
  number: literal(CaseNumber, 'C-1'),
  createdAt: literal(Instant, '2026-03-02T09:00:00.000Z'),
  subject: null,
  description: null,
  messages: [],
  facts: {},
  rulebook: plainRulebook,
};

/** What these ask nothing of. */
const nobody = {} as Omit<Asking, 'signal'>;

const said = (assess: Assessor['assess'], within?: number) =>
  saidInTime({ name: 'test', version: '1', within, assess }, material, nobody)();

describe('an assessor', () => {
  test('is heard', async () => {
    const suggestion = { kind: 'language', value: 'en', confidence: 1 } as const;
    expect(await said(() => TE.right([suggestion]))).toEqual(E.right([suggestion]));
  });

  test('that says that it failed, has', async () => {
    const failure = { type: 'AssessorFailed', message: 'the model is away' } as const;
    expect(await said(() => TE.left(failure))).toEqual(E.left(failure));
  });

  test('that throws or rejects has failed', async () => {
    const failure = E.left({ type: 'AssessorFailed', message: 'no model' });
    const breaking = (): never => {
      throw new Error('no model');
    };
    expect(await said(breaking)).toEqual(failure);
    expect(await said(() => () => Promise.reject(new Error('no model')))).toEqual(failure);
  });

  test('that hangs is too late, and is told to stop', async () => {
    let stopped = false;
    const hanging: Assessor['assess'] =
      (_, { signal }) =>
      () => {
        signal.addEventListener('abort', () => (stopped = true));
        return new Promise(() => undefined);
      };
    expect(await said(hanging, 20)).toEqual(E.left({ type: 'AssessorTooLate', within: 20 }));
    expect(stopped).toBe(true);
  });
});
