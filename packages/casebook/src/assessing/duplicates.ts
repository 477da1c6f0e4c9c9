import { pipe } from 'fp-ts/function';
import * as TE from 'fp-ts/TaskEither';
import { weights, type SimilarCase } from '@casebook/projection-queues';
import type { Assessor, Suggestion } from './assessor';
import { failedBy } from './failed-by';
import type { Material } from './material';

/** A case that agrees in everything, and in one custom field. */
const all = weights.customer + weights.field + weights.subject + weights.category + weights.product + weights.caseType;

const looked = 20; // of the most similar

/** Of two that are alike the later one is the duplicate, so that they do not name each other. */
const isEarlier = (one: SimilarCase, { createdAt, number }: Material): boolean =>
  one.createdAt === createdAt ? one.number < number : one.createdAt < createdAt;

const suggestion = ({ number, score }: SimilarCase): Suggestion => ({
  kind: 'duplicate',
  value: number,
  confidence: Math.min(1, Math.round((score / all) * 100) / 100),
});

/**
 * Suggests the open case, opened earlier, that a case may be a duplicate of: the most similar one, if it has `from` points, 70 by
 * default, which a customer and a subject in common have. It is as sure as points are reached of those that can be; that is no
 * probability.
 */
export const similarCaseAssessor = ({ from = 70 }: { readonly from?: number } = {}): Assessor => ({
  name: 'similar-case',
  version: '1',
  assess: (material, { queues }) =>
    pipe(
      queues.similar({ to: material.id, limit: looked }),
      TE.bimap(failedBy, (similar) => {
        const earlier = similar.find((one) => one.score >= from && isEarlier(one, material));
        return earlier === undefined ? [] : [suggestion(earlier)];
      }),
    ),
});
