import { pipe } from 'fp-ts/function';
import * as TE from 'fp-ts/TaskEither';
import type { Kysely } from 'kysely';
import type { Rulebook } from '@casebook/domain';
import type { TablesOf } from '@casebook/projection';
import { caseTraits, wordsOf } from '@casebook/projection-queues';
import type { TenantId } from '@casebook/vocabulary';
import type { Assessor } from './assessor';
import { failedBy } from './failed-by';
import type { Material } from './material';
import { labelOf, precisionOf, trained, type Sample } from './naive-bayes';

const most = 2_000; // cases that are learned from

/** The newest cases that are resolved or closed and were categorized, as far as their subjects have not been erased. */
const learned = async (
  db: Kysely<TablesOf<readonly [typeof caseTraits]>>,
  { tenant }: { readonly tenant: TenantId },
): Promise<ReadonlyArray<Sample>> => {
  const rows = await db
    .selectFrom('case_traits')
    .select(['category', 'subject'])
    .where('tenant', '=', tenant)
    .where('phase', 'in', ['resolved', 'closed'])
    .where('category', 'is not', null)
    .where('subject', 'is not', null)
    .orderBy('created_at', 'desc')
    .orderBy('stream')
    .limit(most)
    .execute();
  return rows.map(({ category, subject }) => ({ label: category ?? '', words: wordsOf(subject ?? '') }));
};

/** What the taxonomy says itself: what customers say whose case belongs there. */
const exemplified = ({ categories }: Rulebook): ReadonlyArray<Sample> =>
  categories.flatMap(({ path, examples }) => examples.map((example) => ({ label: path, words: wordsOf(example) })));

/** A taxonomy changes: what it does not have any more is not learned. */
const isOf = ({ categories }: Rulebook, { label }: Sample): boolean =>
  categories.length === 0 || categories.some(({ path }) => path === label);

const wordsIn = ({ subject, description }: Material): ReadonlySet<string> =>
  wordsOf([subject, description].filter((text) => text !== null).join(' '));

/**
 * Suggests the category whose earlier cases have the words of this one in their subjects, or whose examples in the rulebook have
 * them. It knows words, not what they mean. It is as sure as it has been right about the cases it has learned from, each told
 * by the others; below `from`, 0.6 by default, it says nothing.
 */
export const wordsAssessor = ({ from = 0.6 }: { readonly from?: number } = {}): Assessor => ({
  name: 'words-of-cases',
  version: '1',
  assess: (material, { query }) =>
    pipe(
      query([caseTraits], learned),
      TE.bimap(failedBy, (cases) => {
        const { rulebook } = material;
        const samples = [...cases.filter((sample) => isOf(rulebook, sample)), ...exemplified(rulebook)];
        const model = trained(samples);
        const category = labelOf(model, wordsIn(material));
        if (category === null) return [];
        const confidence = Math.round(precisionOf(model, samples)(category) * 100) / 100;
        return confidence < from ? [] : [{ kind: 'category', value: category, confidence }];
      }),
    ),
});
