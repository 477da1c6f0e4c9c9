import * as E from 'fp-ts/Either';
import { pipe } from 'fp-ts/function';
import * as TE from 'fp-ts/TaskEither';
import type { Channel, Origin } from '@casebook/domain';
import type { CaseNumber } from '@casebook/vocabulary';
import { caseIdOf } from './case-stream';
import { circumstances, type Circumstances, type Given } from './given';
import { commandOf, send, type CaseOutcome, type CommandFailure, type Desking } from './send';
import type { LogFailure } from './transact';

export interface NewCase {
  /** A case type of the rulebook. */
  readonly type?: string | undefined;
  /** A service of the rulebook that is offered to the customer: it says the type, and what is not said otherwise. */
  readonly service?: string | undefined;
  readonly channel: Channel;
  readonly customer?: string | undefined;
  readonly subject?: string | undefined;
  readonly description?: string | undefined;
  readonly product?: string | undefined;
  /** Custom fields that tell nothing about a person: rules may read them. */
  readonly fields?: { readonly [field: string]: string } | undefined;
  /** By default the customer where the actor is one, the agent otherwise. */
  readonly origin?: Origin | undefined;
  /** The id of the case that this one follows up. */
  readonly follows?: string | undefined;
}

export interface CreatedCase extends CaseOutcome {
  readonly number: CaseNumber;
}

const numberIn = ({ events }: CaseOutcome): CaseNumber => {
  const created = events.map(({ event }) => event).find((event) => event.type === 'CaseCreated');
  if (created === undefined) throw new TypeError('a created case begins with CaseCreated');
  return created.number;
};

/** Creates a case, named by its command's id, under the next number. */
export const creating =
  (desk: Desking, takeNumber: TE.TaskEither<LogFailure, CaseNumber>) =>
  (input: NewCase, given: Given = {}): TE.TaskEither<CommandFailure<'CreateCase'>, CreatedCase> => {
    const numbered = (known: Circumstances, number: string) =>
      commandOf(
        {
          type: 'CreateCase',
          number,
          caseType: input.type ?? null,
          service: input.service ?? null,
          channel: input.channel,
          origin: input.origin ?? (desk.actor.kind === 'customer' ? 'customer' : 'agent'),
          customer: input.customer ?? null,
          product: input.product ?? null,
          fields: input.fields ?? {},
          subject: input.subject ?? null,
          description: input.description ?? null,
          follows: input.follows ?? null,
        },
        known,
      );
    return pipe(
      circumstances(given, desk.clock),
      // Checked before a number is taken for it: a refused input must not use one up.
      E.chainFirst((known) => numbered(known, 'unnumbered')),
      TE.fromEither,
      TE.chainW((known) =>
        send<'CreateCase'>(
          desk,
          caseIdOf(desk.tenant, known.commandId),
          known,
          pipe(
            takeNumber,
            TE.chainEitherKW((number) => numbered(known, number)),
          ),
        ),
      ),
      TE.map((outcome) => ({ ...outcome, number: numberIn(outcome) })),
    );
  };
