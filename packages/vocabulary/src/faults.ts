import type * as t from 'io-ts';

const hasTag = (type: t.Decoder<unknown, unknown> | undefined, tag: string): boolean =>
  type !== undefined && '_tag' in type && type._tag === tag;

const isChoice = (type: t.Decoder<unknown, unknown> | undefined): boolean => hasTag(type, 'UnionType');

/** The path as it is written: io-ts counts the members of choices and intersections as steps of their own. */
const steps = (context: t.Context): ReadonlyArray<string> =>
  context.flatMap(({ key }, index) => {
    const before = context[index - 1]?.type;
    return key === '' || isChoice(before) || hasTag(before, 'IntersectionType') ? [] : [key];
  });

const shown = (value: unknown): string => {
  const text = value === undefined ? 'nothing' : JSON.stringify(value);
  return text.length > 80 ? `${text.slice(0, 77)}...` : text;
};

const line = (context: t.Context, message?: string): string => {
  const last = context[context.length - 1];
  const expected = message ?? last?.type.name ?? 'another value';
  return `${steps(context).join('.') || 'value'}: ${shown(last?.actual)} must be ${expected}`;
};

const grouped = <A>(all: ReadonlyArray<A>, nameOf: (one: A) => string): ReadonlyArray<ReadonlyArray<A>> => {
  const groups = new Map<string, ReadonlyArray<A>>();
  for (const one of all) groups.set(nameOf(one), [...(groups.get(nameOf(one)) ?? []), one]);
  return [...groups.values()];
};

/** The faults of one choice: those of the alternative that came furthest, since that one was meant; else of the choice. */
const ofChoice = (errors: ReadonlyArray<t.ValidationError>, choice: t.Context): ReadonlyArray<string> => {
  const alternatives = grouped(errors, ({ context }) => context[choice.length]?.key ?? '');
  const reach = alternatives.map((failed) => Math.max(...failed.map(({ context }) => steps(context).length)));
  const furthest = Math.max(...reach);
  const meant = alternatives[reach.indexOf(furthest)] ?? [];
  return furthest === steps(choice).length ? [line(choice)] : within(meant, choice.length);
};

const within = (errors: ReadonlyArray<t.ValidationError>, from: number): ReadonlyArray<string> =>
  grouped(errors, ({ context }) => steps(upToChoice(context, from)).join('.')).flatMap((failed) => {
    const [first] = failed;
    if (first === undefined) return [];
    const choice = upToChoice(first.context, from);
    return choice.length === first.context.length && !isChoice(choice[choice.length - 1]?.type)
      ? failed.map(({ context, message }) => line(context, message))
      : ofChoice(failed, choice);
  });

/** The way to the first choice from there on, or the whole way. */
const upToChoice = (context: t.Context, from: number): t.Context => {
  const choice = context.findIndex(({ type }, index) => index >= from && isChoice(type));
  return choice === -1 ? context : context.slice(0, choice + 1);
};

/** What does not fit, one line a fault: where, what is there, what must be there. */
export const faults = (errors: t.Errors): ReadonlyArray<string> => within(errors, 0);
