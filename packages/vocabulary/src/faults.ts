import type * as t from 'io-ts';

const path = (context: t.Context): string =>
  context
    .slice(1)
    .flatMap(({ key }) => (key === '' ? [] : [key]))
    .join('.');

const shown = (value: unknown): string => {
  const text = value === undefined ? 'nothing' : JSON.stringify(value);
  return text.length > 80 ? `${text.slice(0, 77)}...` : text;
};

/** What does not fit, one line a fault: where, what is there, what must be there. */
export const faults = (errors: t.Errors): ReadonlyArray<string> =>
  errors.map(({ context, value, message }) => {
    const expected = context[context.length - 1]?.type.name ?? 'another value';
    return `${path(context) || 'value'}: ${shown(value)} must be ${message ?? expected}`;
  });
