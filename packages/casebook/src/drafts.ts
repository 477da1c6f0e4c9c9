import * as E from 'fp-ts/Either';
import { pipe } from 'fp-ts/function';
import * as TE from 'fp-ts/TaskEither';
import * as t from 'io-ts';
import {
  DocumentKindCodec,
  draftsOf,
  type CaseState,
  type CaseUnknown,
  type DocumentKind,
  type Draft,
  type Rules,
} from '@casebook/domain';
import type { StreamName } from '@casebook/event-store';
import { CaseId, type Instant, type TenantId } from '@casebook/vocabulary';
import { caseStream } from './case-stream';
import type { Clock } from './clock';
import { decodeInput, type InvalidInput } from './input';
import type { RulesFailure } from './read-rulebooks';
import type { LogFailure } from './transact';

export interface Drafting {
  readonly tenant: TenantId;
  readonly clock: Clock;
  /** A case as it stands at an instant, and the rules that decide about it then. */
  readonly asItStands: (
    stream: StreamName,
    at: Instant,
  ) => TE.TaskEither<RulesFailure | LogFailure, { readonly state: CaseState; readonly rules: Rules }>;
}

const Asked = t.strict({ id: CaseId, documents: DocumentKindCodec });

/** The templates for something that is to be written down about a case, filled from the case as it stands now. */
export const drafting =
  ({ tenant, clock, asItStands }: Drafting) =>
  (
    id: string,
    documents: DocumentKind,
  ): TE.TaskEither<InvalidInput | CaseUnknown | RulesFailure | LogFailure, ReadonlyArray<Draft>> =>
    pipe(
      TE.fromEither(decodeInput(Asked, { id, documents })),
      TE.bindTo('asked'),
      TE.let('at', () => clock()),
      TE.bindW('case', ({ asked, at }) => asItStands(caseStream(tenant, asked.id), at)),
      TE.chainEitherKW(({ asked, at, case: { state, rules } }): E.Either<CaseUnknown, ReadonlyArray<Draft>> =>
        state.creation.opening === null
          ? E.left({ type: 'CaseUnknown' })
          : E.right(draftsOf(state, rules.at(at), asked.documents)),
      ),
    );
