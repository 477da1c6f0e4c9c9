import { either as E } from 'fp-ts';
import * as t from 'io-ts';

/** How something is written: read only, so that what is left out or short can be spelt out on the way. */
export type Shape<A> = t.Decoder<unknown, A>;

const shape = <A>(name: string, validate: t.Validate<unknown, A>): Shape<A> => ({
  name,
  validate,
  decode: (value) => validate(value, [{ key: '', type: t.unknown, actual: value }]),
});

/** A text, saying in words which one. */
export const textThat = (expected: string, holds: (text: string) => boolean): Shape<string> =>
  shape(expected, (value, context) =>
    typeof value === 'string' && holds(value) ? t.success(value) : t.failure(value, context, expected),
  );

/** The shape of another codec, saying in words what must be there. */
export const worded = <A>(expected: string, codec: Shape<A>): Shape<A> =>
  shape(expected, (value, context) =>
    E.orElse(() => t.failure<A>(value, context, expected))(codec.validate(value, context)),
  );

/** The value that stands for one that is left out. */
export const orElse = <A>(codec: Shape<A>, standard: A): Shape<A> =>
  shape(codec.name, (value, context) =>
    value === undefined || value === null ? t.success(standard) : codec.validate(value, context),
  );

/** What is left out is null. */
export const orNull = <A>(codec: Shape<A>): Shape<A | null> => orElse<A | null>(codec, null);

/** A short form, a mere text, of something longer. */
export const orText = <A>(codec: Shape<A>, written: (text: string) => A): Shape<A> =>
  shape(codec.name, (value, context) =>
    typeof value === 'string' && value !== '' ? t.success(written(value)) : codec.validate(value, context),
  );

/** One of these words. */
export const oneOf = <K extends string>(...words: ReadonlyArray<K>): Shape<K> => {
  const expected = words.length < 2 ? words.join() : `${words.slice(0, -1).join(', ')} or ${words[words.length - 1]}`;
  return shape(expected, (value, context) => {
    const word = words.find((one) => one === value);
    return word === undefined ? t.failure(value, context, expected) : t.success(word);
  });
};

const isRecord = (value: unknown): value is { readonly [name: string]: unknown } =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const all = (validations: ReadonlyArray<readonly [name: string, t.Validation<unknown>]>): t.Validation<object> => {
  const errors = validations.flatMap(([, validation]) => (E.isLeft(validation) ? validation.left : []));
  if (errors.length > 0) return t.failures(errors);
  return t.success(
    Object.fromEntries(validations.flatMap(([name, found]) => (E.isRight(found) ? [[name, found.right]] : []))),
  );
};

/** A record with these fields; a field of another name is a fault, since it would be a misspelt one. */
export const record = <A extends object>(fields: { readonly [K in keyof A]: Shape<A[K]> }): Shape<A> => {
  const shapes = Object.entries<Shape<unknown>>(fields);
  const names = shapes.map(([name]) => name);
  const expected = `a record with ${names.join(', ')}`;
  return shape(expected, (value, context) => {
    if (!isRecord(value)) return t.failure(value, context, expected);
    const known = shapes.map(
      ([name, field]) =>
        [name, field.validate(value[name], t.appendContext(context, name, field, value[name]))] as const,
    );
    const unknown = Object.keys(value)
      .filter((name) => !names.includes(name))
      .map((name) => {
        const at = t.appendContext(context, name, t.never, value[name]);
        return [name, t.failure(value[name], at, `left out: the names here are ${names.join(', ')}`)] as const;
      });
    return all([...unknown, ...known]) as t.Validation<A>; // each field has been validated by its own shape
  });
};

/** Names of somebody's own, each with a value of one shape. */
export const recordOf = <A>(values: Shape<A>): Shape<{ readonly [name: string]: A }> =>
  shape(`a record of ${values.name}`, (value, context) => {
    if (!isRecord(value)) return t.failure(value, context, `a record of ${values.name}`);
    const entries = Object.entries(value).map(
      ([name, one]) => [name, values.validate(one, t.appendContext(context, name, values, one))] as const,
    );
    return all(entries) as t.Validation<{ readonly [name: string]: A }>; // each value has been validated by its shape
  });

/** A choice between shapes that the value itself makes. */
export const chosen = <A>(name: string, choose: (value: unknown) => Shape<A>): Shape<A> =>
  shape(name, (value, context) => choose(value).validate(value, context));

export const mapped = <A, B>(codec: Shape<A>, f: (value: A) => B): Shape<B> =>
  shape(codec.name, (value, context) => E.map(f)(codec.validate(value, context)));

/** The shape, where the value also holds to this. */
export const holding = <A>(codec: Shape<A>, expected: string, holds: (value: A) => boolean): Shape<A> =>
  shape(expected, (value, context) => {
    const found = codec.validate(value, context);
    return E.isRight(found) && !holds(found.right) ? t.failure(value, context, expected) : found;
  });
