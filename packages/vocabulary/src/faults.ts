import type * as t from 'io-ts';

/** A choice between types adds a step to the path that nobody has written. */
const isChoice = (type: t.Decoder<unknown, unknown> | undefined): boolean =>
  type !== undefined && '_tag' in type && (type._tag === 'UnionType' || type._tag === 'IntersectionType');

const path = (context: t.Context): string =>
  context
    .flatMap(({ key }, index) => (key === '' || isChoice(context[index - 1]?.type) ? [] : [key]))
    .join('.');

const shown = (value: unknown): string => {
  const text = value === undefined ? 'nothing' : JSON.stringify(value);
  return text.length > 80 ? `${text.slice(0, 77)}...` : text;
};

const line = (context: t.Context, message?: string): string => {
  const last = context[context.length - 1];
  return `${path(context) || 'value'}: ${shown(last?.actual)} must be ${message ?? last?.type.name ?? 'another value'}`;
};

/** Up to the outermost choice on the way, whose alternatives have all failed. */
const upToChoice = (context: t.Context): t.Context => {
  const choice = context.findIndex(({ type }) => isChoice(type));
  return choice === -1 ? context : context.slice(0, choice + 1);
};

/** What does not fit, one line a fault: where, what is there, what must be there. */
export const faults = (errors: t.Errors): ReadonlyArray<string> => {
  const alternatives = new Map<string, t.ValidationError[]>();
  for (const error of errors) {
    const where = path(upToChoice(error.context));
    alternatives.set(where, [...(alternatives.get(where) ?? []), error]);
  }
  return [...alternatives.values()].flatMap((failed) => {
    const [first] = failed;
    // Several alternatives of one choice are one fault: what the choice as a whole asks for.
    const isOneChoice =
      first !== undefined && failed.length > 1 && failed.every(({ context }) => context.some(({ type }) => isChoice(type)));
    return isOneChoice ? [line(upToChoice(first.context))] : failed.map(({ context, message }) => line(context, message));
  });
};
