import * as t from 'io-ts';

/** What is left of a personal value once its person has been erased. */
export const Erased = t.readonly(t.strict({ erased: t.literal(true) }), 'Erased');
export type Erased = t.TypeOf<typeof Erased>;

/** A value that tells something about a person: it can be erased, so whoever reads it must reckon with that. */
export type Personal<A> = A | Erased;

/** A codec of a field that can be erased, marked so that the field is found by whoever seals or erases. */
export type PersonalCodec<A, O> = t.Type<A | Erased, O | { readonly erased: true }> & { readonly personal: true };

/** What stands where a sealed value could not be opened; `sealed` says why. It is no value, and no erased one either. */
const isUnopened = (value: unknown): boolean => typeof value === 'object' && value !== null && 'sealed' in value;

/** Marks a field as personal. The outermost of a field's codecs: `personal(nullable(Text))`. */
export const personal = <A, O>(codec: t.Type<A, O>): PersonalCodec<A, O> => {
  const either = t.union([codec, Erased], `${codec.name}, or erased`);
  // Said as it is: otherwise the fault would be what is missing for it to be an erased one.
  const validate: typeof either.validate = (value, context) =>
    isUnopened(value) ? t.failure(value, context) : either.validate(value, context);
  const members = new t.UnionType(either.name, either.is, validate, either.encode, either.types);
  return Object.assign(members, { personal: true } as const);
};

/** A message without its personal fields: all that rules, routing and metrics may see, so that erasing changes no figure. */
export type Impersonal<M> = M extends unknown
  ? { readonly [K in keyof M as Erased extends M[K] ? never : K]: M[K] }
  : never;

/** The value, or undefined once it has been erased. */
export const unlessErased = <A extends string | number>(value: Personal<A>): A | undefined =>
  typeof value === 'object' ? undefined : value;
