import * as E from 'fp-ts/Either';
import * as t from 'io-ts';
import { Text, type Json } from '@casebook/vocabulary';
import type { Condition, Match, Test } from './condition';
import { plainFields, type Field, type Value } from './facts';

const isPlain = (text: string): text is (typeof plainFields)[number] =>
  plainFields.some((field): boolean => field === text);

const isField = (value: unknown): value is Field =>
  typeof value === 'string' && (isPlain(value) || /^fields\..+$/s.test(value));

/** A closed union of names: what is not among them, or personal, cannot be read by a rule. */
export const FieldCodec: t.Type<Field, string> = new t.Type(
  `a fact: ${plainFields.join(', ')} or fields.<name>`,
  isField,
  (value, context) => (isField(value) ? t.success(value) : t.failure(value, context)),
  String,
);

const isAmount = (value: unknown): value is number =>
  typeof value === 'number' && Math.abs(value) <= Number.MAX_SAFE_INTEGER && !Object.is(value, -0);

export const Amount: t.Type<number, number> = new t.Type(
  'a number that JSON can say exactly',
  isAmount,
  (value, context) => (isAmount(value) ? t.success(value) : t.failure(value, context)),
  (value) => value,
);

const isValue = (value: unknown): value is Value => typeof value === 'boolean' || isAmount(value) || Text.is(value);

const ValueCodec: t.Type<Value, Value> = new t.Type(
  'text, a number, true or false',
  isValue,
  (value, context) => (isValue(value) ? t.success(value) : t.failure(value, context)),
  (value) => value,
);

const tests = {
  is: ValueCodec,
  oneOf: t.readonlyArray(ValueCodec, 'a list of values'),
  atLeast: Amount,
  atMost: Amount,
  known: t.boolean,
};

/** One of several shapes, chosen by the one key that tells them apart: faults are then those of the shape that was meant. */
const byKey = <A extends Json>(
  name: string,
  shapes: { readonly [key: string]: t.Decoder<unknown, A> },
): t.Type<A, Json> => {
  const shapeOf = (value: object): t.Decoder<unknown, A> | undefined => {
    const [key, another] = Object.keys(shapes).filter((one) => one in value);
    return key === undefined || another !== undefined ? undefined : shapes[key];
  };
  const validate: t.Validate<unknown, A> = (value, context) => {
    const shape = typeof value === 'object' && value !== null ? shapeOf(value) : undefined;
    return shape === undefined ? t.failure(value, context, name) : shape.validate(value, context);
  };
  return new t.Type<A, Json>(
    name,
    (value): value is A => E.isRight(validate(value, [])),
    validate,
    (value) => value,
  );
};

/** What is asked of one fact, with more beside it. */
export const matchWith = <M extends { readonly [field: string]: Json }>(
  name: string,
  more: { readonly [K in keyof M]: t.Type<M[K], Json> },
): t.Type<Match & M, Json> => {
  const shapes = Object.fromEntries(
    Object.entries(tests).map(([key, test]) => [key, t.strict({ ...more, [key]: test })]),
  );
  // Each shape has one of the tests beside the rest: which one is known by its key only.
  return byKey(name, shapes as unknown as { readonly [key: string]: t.Decoder<unknown, Match & M> });
};

const TestCodec: t.Type<Test, Json> = matchWith<{ readonly field: Field }>(
  'a fact with is, oneOf, atLeast, atMost or known',
  { field: FieldCodec },
);

/** A condition as JSON or YAML. */
export const ConditionCodec: t.Type<Condition, Json> = t.recursion('Condition', (self) => {
  const list = t.readonlyArray(self, 'a list of conditions');
  return byKey<Condition>('all, any, not, or a field with is, oneOf, atLeast, atMost or known', {
    field: TestCodec,
    all: t.strict({ all: list }),
    any: t.strict({ any: list }),
    not: t.strict({ not: self }),
  });
});
