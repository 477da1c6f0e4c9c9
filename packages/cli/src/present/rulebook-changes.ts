import { RulebookCodec, type Rulebook } from '@casebook/domain';
import type { Json } from '@casebook/vocabulary';
import { valueInWords } from './changes';
import { isCondition, nouns, phrases, said, type Noun } from './rulebook-phrases';

/** One difference between two rulebooks, in words. */
export interface RulebookChange {
  readonly kind: 'added' | 'removed' | 'changed' | 'moved';
  readonly text: string;
}

type Fields = { readonly [key: string]: Json };

const isFields = (value: Json | undefined): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isList = (value: Json | undefined): value is ReadonlyArray<Json> => Array.isArray(value);

const same = (a: Json | undefined, b: Json | undefined): boolean => {
  if (isFields(a) && isFields(b)) {
    const keys = new Set([...Object.keys(a), ...Object.keys(b)]);
    return [...keys].every((key) => same(a[key], b[key]));
  }
  if (isList(a) && isList(b)) return a.length === b.length && a.every((one, index) => same(one, b[index]));
  return a === b;
};

/** What a member of a list is known by: its name, else itself. */
const nameOf = (value: Json): string => {
  if (!isFields(value)) return valueInWords(value);
  const name = ['name', 'team', 'id', 'path', 'date', 'step', 'field', 'priority']
    .map((key) => value[key])
    .find((one) => one !== undefined);
  return name === undefined ? JSON.stringify(value) : valueInWords(name);
};

/** `autoCloseAfter` as `auto close after`. */
const spaced = (key: string): string => key.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);

const named = ({ one }: Noun, value: Json): string => `the ${one} ‘${nameOf(value)}’`;

const inFront = (subject: string, text: string): string => (subject === '' ? text : `${subject}: ${text}`);

const listChanges = (
  noun: Noun,
  path: string,
  subject: string,
  before: ReadonlyArray<Json>,
  after: ReadonlyArray<Json>,
): ReadonlyArray<RulebookChange> => {
  const partner = (all: ReadonlyArray<Json>, one: Json) => all.find((other) => nameOf(other) === nameOf(one));
  const kept = (from: ReadonlyArray<Json>, to: ReadonlyArray<Json>) =>
    from.map(nameOf).filter((name) => to.some((other) => nameOf(other) === name));
  const [then, now] = [kept(before, after), kept(after, before)];
  const isMoved = noun.ordered && !same(then, now);
  return [
    ...after
      .filter((one) => partner(before, one) === undefined)
      .map((one) => ({ kind: 'added', text: inFront(subject, `${named(noun, one)} is new`) }) as const),
    ...before
      .filter((one) => partner(after, one) === undefined)
      .map((one) => ({ kind: 'removed', text: inFront(subject, `${named(noun, one)} is gone`) }) as const),
    ...after.flatMap((one) => {
      const old = partner(before, one);
      return old === undefined ? [] : changed(path, inFront(subject, named(noun, one)), old, one);
    }),
    ...(isMoved
      ? [
          {
            kind: 'moved',
            text: inFront(subject, `the ${noun.many} come as ${now.join(', ')} now, before as ${then.join(', ')}`),
          } as const,
        ]
      : []),
  ];
};

/** Lists with a noun are told member by member, provided that their names tell them apart. */
const isTold = (before: ReadonlyArray<Json>, after: ReadonlyArray<Json>): boolean =>
  [before, after].every((all) => new Set(all.map(nameOf)).size === all.length);

const memberChange = (path: string, subject: string, key: string, before: Json, after: Json): RulebookChange => {
  const phrase = phrases[path];
  if (phrase !== undefined) {
    const { verb, says } = phrase;
    return { kind: 'changed', text: `${subject} ${verb} ${says(after)} now, before ${says(before)}` };
  }
  if (before === null && isFields(after) && !isCondition(after))
    return { kind: 'added', text: inFront(subject, `the ${spaced(key)} is new`) };
  if (after === null && isFields(before) && !isCondition(before))
    return { kind: 'removed', text: inFront(subject, `the ${spaced(key)} is gone`) };
  const text = `${spaced(key)}: ${said(after)} now, before ${said(before)}`;
  return { kind: 'changed', text: inFront(subject, text) };
};

const changed = (path: string, subject: string, before: Json, after: Json): ReadonlyArray<RulebookChange> => {
  if (!isFields(before) || !isFields(after)) return [];
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return keys.flatMap((key): ReadonlyArray<RulebookChange> => {
    const [old = null, now = null] = [before[key], after[key]];
    if (same(old, now)) return [];
    const place = path === '' ? key : `${path}.${key}`;
    const noun = nouns[place];
    if (noun !== undefined && isList(old) && isList(now) && isTold(old, now))
      return listChanges(noun, place, subject, old, now);
    if (phrases[place] === undefined && isFields(old) && isFields(now) && !isCondition(old) && !isCondition(now))
      return changed(place, path === '' ? `the ${spaced(key)}` : inFront(subject, spaced(key)), old, now);
    return [memberChange(place, subject, key, old, now)];
  });
};

/** What differs between two rulebooks, by name; not their versions, hashes and instants, and no order that means nothing. */
export const rulebookChanges = (before: Rulebook, after: Rulebook): ReadonlyArray<RulebookChange> => {
  const { version, hash, effectiveFrom } = before;
  return changed(
    '',
    '',
    RulebookCodec.encode(before),
    RulebookCodec.encode({ ...after, version, hash, effectiveFrom }),
  );
};
