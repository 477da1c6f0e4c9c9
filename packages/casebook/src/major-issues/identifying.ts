import * as E from 'fp-ts/Either';
import { pipe } from 'fp-ts/function';
import * as TE from 'fp-ts/TaskEither';
import * as t from 'io-ts';
import type { Kysely } from 'kysely';
import type { Criteria, ExclusionReason } from '@casebook/domain';
import { affectedCustomers, caseFacts, type AnalyticsTables } from '@casebook/projection-analytics';
import { nullable, Text, WrittenInstant } from '@casebook/vocabulary';
import type { QueryFailure } from '../ask';
import { circumstances, type Given } from '../given';
import { decodeInput, invalid, type InvalidInput } from '../input';
import { issueCommandOf, sendToIssue, type IssueDesking, type IssueFailure, type IssueOutcome } from './issue-desk';
import { idOfIssue } from './issue-stream';

/** Customers with cases about one of these products, in one of these categories, begun in that time; what is left out is not asked for. */
export interface WhoIsAffected {
  readonly products?: ReadonlyArray<string> | undefined;
  /** Paths of the taxonomy; what lies in one counts. */
  readonly categories?: ReadonlyArray<string> | undefined;
  readonly from?: string | undefined;
  /** The first instant that no longer counts. */
  readonly to?: string | undefined;
}

/** A list, criteria, or both. */
export interface ToIdentify {
  readonly customers?: ReadonlyArray<string> | undefined;
  readonly criteria?: WhoIsAffected | undefined;
  /** Who is found and left out all the same. */
  readonly excluded?: ReadonlyArray<{ readonly customer: string; readonly because: ExclusionReason }> | undefined;
  /** Where a list is from. */
  readonly source?: string | undefined;
  /** Names the search: the same again finds nobody new. The command's id by default. */
  readonly batch?: string | undefined;
}

const Written = t.strict({
  products: t.readonlyArray(Text, 'a list of products'),
  categories: t.readonlyArray(Text, 'a list of categories'),
  from: nullable(WrittenInstant),
  to: nullable(WrittenInstant),
});

/** Criteria in the words of the domain; null where there are none. */
export const criteriaIn = (criteria: WhoIsAffected | undefined): E.Either<InvalidInput, Criteria | null> => {
  if (criteria === undefined) return E.right(null);
  const { products = [], categories = [], from = null, to = null } = criteria;
  return decodeInput(Written, { products, categories, from, to });
};

const named = ({ customers = [], criteria }: ToIdentify): E.Either<InvalidInput, ReadonlyArray<string>> =>
  customers.length === 0 && criteria === undefined
    ? E.left(invalid('customers: must name somebody where there are no criteria'))
    : E.right(customers);

/** Who suffers from it, whether they have said so or not. */
export const identifying = (desk: IssueDesking) => {
  const found = (criteria: Criteria | null): TE.TaskEither<QueryFailure, ReadonlyArray<string>> =>
    criteria === null
      ? TE.right([])
      : pipe(
          desk.ask([caseFacts.name], (db: Kysely<AnalyticsTables>, at) =>
            affectedCustomers(db, { tenant: desk.tenant, at, criteria }),
          ),
          TE.map((customers) => customers.map(({ customer }) => customer)),
        );

  return {
    /** Puts on record which customers are affected: those of a list, and those whose cases meet the criteria. Each is named once. */
    identify: (
      id: string,
      input: ToIdentify,
      given: Given = {},
    ): TE.TaskEither<IssueFailure<'IdentifyAffected'> | QueryFailure, IssueOutcome> =>
      pipe(
        E.Do,
        E.bind('issue', () => idOfIssue(id)),
        E.bind('with', () => circumstances(given, desk.clock)),
        E.bind('customers', () => named(input)),
        E.bind('criteria', () => criteriaIn(input.criteria)),
        E.let('command', (known) => ({
          type: 'IdentifyAffected' as const,
          batch: input.batch ?? known.with.commandId,
          criteria: known.criteria,
          source: input.source ?? null,
          excluded: input.excluded ?? [],
        })),
        // Checked before anybody is looked for.
        E.chainFirstW((known) => issueCommandOf({ ...known.command, customers: known.customers }, known.with)),
        TE.fromEither,
        TE.chainW((known) =>
          sendToIssue<'IdentifyAffected', QueryFailure>(
            desk,
            known.issue,
            known.with,
            pipe(
              found(known.criteria),
              TE.chainEitherKW((more) =>
                issueCommandOf({ ...known.command, customers: [...known.customers, ...more] }, known.with),
              ),
            ),
          ),
        ),
      ),
  };
};
