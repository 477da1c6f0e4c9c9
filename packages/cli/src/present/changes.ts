import type { Json } from '@casebook/vocabulary';

/** What an event changed at one place of a state; undefined is where nothing was or is any more. */
export interface Change {
  readonly path: string;
  readonly before: Json | undefined;
  readonly after: Json | undefined;
}

type Fields = { readonly [key: string]: Json };

const isFields = (value: Json | undefined): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const same = (a: Json | undefined, b: Json | undefined): boolean => JSON.stringify(a) === JSON.stringify(b);

const listChanges = (path: string, before: ReadonlyArray<Json>, after: ReadonlyArray<Json>): ReadonlyArray<Change> => [
  ...before
    .filter((old) => !after.some((now) => same(old, now)))
    .map((old) => ({ path, before: old, after: undefined })),
  ...after
    .filter((now) => !before.some((old) => same(old, now)))
    .map((now) => ({ path, before: undefined, after: now })),
];

const isList = (value: Json | undefined): value is ReadonlyArray<Json> => Array.isArray(value);

/** Where two states differ, place by place, in the order of the state. What joins or leaves a list is one change each. */
export const changes = (before: Json | undefined, after: Json | undefined, path = ''): ReadonlyArray<Change> => {
  if (same(before, after)) return [];
  if (isList(before) && isList(after)) return listChanges(path, before, after);
  if (isFields(before) && isFields(after))
    return [...new Set([...Object.keys(before), ...Object.keys(after)])].flatMap((key) =>
      changes(before[key], after[key], path === '' ? key : `${path}.${key}`),
    );
  return [{ path, before, after }];
};

const shown = (value: Json | undefined): string => {
  if (value === null || value === undefined) return 'nothing';
  if (typeof value === 'string') return value;
  if (isFields(value) && value['erased'] === true) return 'erased';
  if (isList(value)) return value.length === 0 ? 'nothing' : value.map(shown).join(', ');
  if (isFields(value))
    return Object.entries(value)
      .filter(([, field]) => field !== null && !(isFields(field) && Object.keys(field).length === 0))
      .map(([key, field]) => `${key} ${shown(field)}`)
      .join(', ');
  return String(value);
};

/** `assignment.team: nothing → technical-support`, `waits.open: + waitId w1, on customer`. */
export const changeInWords = ({ path, before, after }: Change): string => {
  if (before === undefined) return `${path}: + ${shown(after)}`;
  if (after === undefined) return `${path}: - ${shown(before)}`;
  return `${path}: ${shown(before)} → ${shown(after)}`;
};

export { shown as valueInWords };
