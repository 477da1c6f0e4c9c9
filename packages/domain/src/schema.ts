import type * as t from 'io-ts';
import type { Erased, Json } from '@casebook/vocabulary';
import type { Dated, Of } from './message';

type Fields = { readonly [field: string]: Json };

/** A field that can hold what is erased must be marked `personal(...)`, and no other may be. */
type Field<A> = t.Type<A, Json> & (Erased extends A ? { readonly personal: true } : { readonly personal?: never });

/** How one type of event is stored. The codec has every field of the type and no other: anything else does not compile. */
export interface EventSchema<Event> {
  readonly codec: t.Type<Event, Json> & {
    readonly type: { readonly props: { readonly [K in keyof Event]: Field<Event[K]> } };
  };
  /** `upcasts[0]` makes version 2 of version 1, and so on. */
  readonly upcasts: ReadonlyArray<(fields: Fields) => Fields>;
}

/** How the events of an aggregate are stored, by type. */
export type EventSchemas<Event extends Dated<string>> = {
  readonly [T in Event['type']]: EventSchema<Of<Event, T>>;
};

/** How commands come in from outside: checked as strictly as events are. */
export type CommandCodecs<Command extends Dated<string>> = {
  readonly [T in Command['type']]: t.Type<Of<Command, T>, Json>;
};

/** The first version of an event's schema. */
export const first = <C>(codec: C) => ({ codec, upcasts: [] }) as const;

/** The names of the fields that tell something about a person, by type of event. */
export const personalFieldsOf = <Event extends Dated<string>>(
  schemas: EventSchemas<Event>,
): { readonly [T in Event['type']]: ReadonlyArray<string> } => {
  // A table typed entry by entry, walked as a list.
  const entries = Object.entries(schemas) as unknown as ReadonlyArray<
    readonly [Event['type'], { readonly codec: { readonly type: { readonly props: object } } }]
  >;
  const fields = Object.fromEntries(
    entries.map(([type, { codec }]) => [
      type,
      Object.entries(codec.type.props).flatMap(([name, field]) => ('personal' in field ? [name] : [])),
    ]),
  );
  // One entry for each key of a table with one entry a type.
  return fields as unknown as { readonly [T in Event['type']]: ReadonlyArray<string> };
};
