import { pipe } from 'fp-ts/function';
import * as TE from 'fp-ts/TaskEither';
import * as t from 'io-ts';
import type { Kysely } from 'kysely';
import type { CaseUnknown, Rulebook, Rules } from '@casebook/domain';
import {
  caseTraits,
  queueEntries,
  similarCases,
  traitsOf,
  type QueueTables,
  type SimilarCase,
  type Traits,
} from '@casebook/projection-queues';
import { CaseId, CustomerId, Text, type Instant, type TenantId } from '@casebook/vocabulary';
import type { Ask, QueryFailure, When } from './ask';
import { caseStream } from './case-stream';
import { decodeInput } from './input';
import type { VersionsFailure } from './rulebooks';

/** What is known of a case that is there, or that is not created yet: the fields have the names that `create` knows them by. */
export interface Likened {
  readonly customer?: string | undefined;
  readonly product?: string | undefined;
  /** A case type of the rulebook. */
  readonly type?: string | undefined;
  /** Path in the taxonomy. */
  readonly category?: string | undefined;
  /** Custom fields; those that tell something about a person are compared with none. */
  readonly fields?: { readonly [field: string]: string } | undefined;
  readonly subject?: string | undefined;
  /** The id of a case that is there: what is not given beside it is as this case has it. */
  readonly to?: string | undefined;
  /** At most so many, 1 to 100; 10 by default. */
  readonly limit?: number | undefined;
}

const Limit = t.refinement(t.Integer, (limit) => limit >= 1 && limit <= 100, 'a whole number from 1 to 100');

const Asked = t.partial({
  customer: CustomerId,
  product: Text,
  type: Text,
  category: Text,
  fields: t.record(t.string, Text),
  subject: Text,
  to: CaseId,
  limit: Limit,
});

const nothing: Traits = { customer: null, product: null, caseType: null, category: null, fields: {}, subject: null };

/** What was given over what is known otherwise. */
const over = (known: Traits, given: t.TypeOf<typeof Asked>): Traits => ({
  customer: given.customer ?? known.customer,
  product: given.product ?? known.product,
  caseType: given.type ?? known.caseType,
  category: given.category ?? known.category,
  fields: { ...known.fields, ...given.fields },
  subject: given.subject ?? known.subject,
});

/** A choice, a number, yes or no: many cases have the same, and are not alike for that. */
const commonFields = ({ fields }: Rulebook): ReadonlySet<string> =>
  new Set(fields.flatMap(({ name, holds }) => (holds.type === 'text' ? [] : [name])));

const names = [caseTraits.name, queueEntries.name];

/** Open cases like one that is there, or like one that is about to be created. */
export const similarTo =
  (tenant: TenantId, ask: Ask, rules: TE.TaskEither<VersionsFailure, Rules>) =>
  (
    input: Likened,
    when?: When,
  ): TE.TaskEither<QueryFailure | VersionsFailure | CaseUnknown, ReadonlyArray<SimilarCase>> =>
    pipe(
      TE.fromEither(decodeInput(Asked, input)),
      TE.bindTo('given'),
      TE.bindW('under', () => rules),
      TE.chainW(({ given, under }) => {
        const except = given.to === undefined ? undefined : caseStream(tenant, given.to);
        const question = async (db: Kysely<QueueTables>, at: Instant) => {
          const known = except === undefined ? nothing : await traitsOf(db, { tenant, at, stream: except });
          if (known === null) return null;
          const common = commonFields(under.at(at));
          return similarCases(db, { tenant, at, to: over(known, given), except, common, limit: given.limit ?? 10 });
        };
        return ask(names, question, when);
      }),
      TE.chainW(TE.fromNullable<CaseUnknown>({ type: 'CaseUnknown' })),
    );
