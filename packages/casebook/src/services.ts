import * as E from 'fp-ts/Either';
import { pipe } from 'fp-ts/function';
import * as TE from 'fp-ts/TaskEither';
import * as t from 'io-ts';
import {
  ChannelCodec,
  servicesFor,
  whyNotFields,
  type Channel,
  type FieldInvalid,
  type FieldUnknown,
  type ServiceDefinition,
} from '@casebook/domain';
import { nullable, Text, textOf, WrittenInstant } from '@casebook/vocabulary';
import type { Clock } from './clock';
import { decodeInput, type InvalidInput } from './input';
import type { ReadRulebooks } from './read-rulebooks';
import type { VersionsFailure } from './rulebooks';

/** What is known of a customer's concern before there is a case. */
export interface Concern {
  readonly product?: string | undefined;
  readonly channel?: Channel | undefined;
  /** Custom fields of the rulebook, such as the customer's tier. */
  readonly fields?: { readonly [field: string]: string } | undefined;
  /** By the rulebook in effect at an instant; now by default. */
  readonly asOf?: string | undefined;
}

/** A service that the customer can ask for: `service` of a case that is created. */
export interface OfferedService extends Pick<
  ServiceDefinition,
  'name' | 'description' | 'caseType' | 'defaults' | 'related'
> {
  readonly because: string;
}

/** All services of the rulebook, those that are offered and those that are not, in its order, each with the reason. */
export interface ServicesOffered {
  /** Version of the rulebook. */
  readonly rulebook: number;
  readonly offered: ReadonlyArray<OfferedService>;
  readonly notOffered: ReadonlyArray<{ readonly name: string; readonly because: string }>;
}

const Asked = t.strict({
  product: nullable(Text),
  channel: nullable(ChannelCodec),
  fields: t.record(t.string, Text),
  asOf: WrittenInstant,
});

/** What customers can ask for, as the rulebook defines it. */
export const servicesOf = ({
  clock,
  readRulebooks,
}: {
  readonly clock: Clock;
  readonly readRulebooks: ReadRulebooks;
}) => ({
  /** Which services are offered for a product, on a channel, with these fields, and why; and why the others are not. */
  offeredTo: ({ product, channel, fields, asOf }: Concern = {}): TE.TaskEither<
    InvalidInput | VersionsFailure | FieldUnknown | FieldInvalid,
    ServicesOffered
  > =>
    pipe(
      decodeInput(Asked, {
        product: product ?? null,
        channel: channel ?? null,
        fields: fields ?? {},
        asOf: asOf ?? clock(),
      }),
      TE.fromEither,
      TE.bindTo('asked'),
      TE.bindW('known', () => readRulebooks),
      TE.chainEitherKW(({ asked, known }): E.Either<FieldUnknown | FieldInvalid, ServicesOffered> => {
        const rulebook = known.rules.at(asked.asOf);
        const refusal = whyNotFields(rulebook, asked.fields);
        if (refusal !== null) return E.left(refusal);
        const concern = { ...asked, channel: asked.channel === null ? null : textOf(asked.channel) };
        const judged = servicesFor(rulebook, concern);
        return E.right({
          rulebook: rulebook.version,
          offered: judged
            .filter(({ holds }) => holds)
            .map(({ service: { name, description, caseType, defaults, related }, because }) => ({
              name,
              description,
              caseType,
              defaults,
              related,
              because,
            })),
          notOffered: judged.filter(({ holds }) => !holds).map(({ service: { name }, because }) => ({ name, because })),
        });
      }),
    ),
});

export type Services = ReturnType<typeof servicesOf>;
