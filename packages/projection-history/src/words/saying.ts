import type { CaseEvent, Of, WrittenFrom } from '@casebook/domain';
import type { Recorded } from '@casebook/projection';
import { unlessErased, type Actor, type Instant, type Personal, type Text } from '@casebook/vocabulary';
import type { Situation } from '../situation';

/** What an event says, as the predicate of a sentence whose subject is whoever did it. */
export interface Saying {
  readonly what: string;
  /** The reason given; a decision's reason takes precedence. */
  readonly why: string | null;
  /** What somebody wrote: a subject, a message, notes. */
  readonly text: string | null;
}

export type SayingOf<T extends CaseEvent['type']> = (recorded: Recorded<Of<CaseEvent, T>>, before: Situation) => Saying;

export type Words<T extends CaseEvent['type']> = { readonly [K in T]: SayingOf<K> };

export const say = (what: string, why: string | null = null, text: string | null = null): Saying => ({
  what,
  why,
  text,
});

/** Words that may be missing, with one space between those that are there. */
export const phrase = (...parts: ReadonlyArray<string | null>): string =>
  parts.filter((part) => part !== null && part !== '').join(' ');

/** A part of a phrase that is there where its value is. */
export const given = <A>(value: A | null, words: (value: A) => string): string | null =>
  value === null ? null : words(value);

/** Whether an agent has done it in person. */
export const isBy = ({ id }: Actor, agent: string | null): boolean => id === agent;

/** What somebody wrote, or that it has been erased. */
export const written = (text: Personal<Text> | null): string | null =>
  text === null ? null : (unlessErased(text) ?? '(erased)');

/** The template that somebody wrote from. */
export const fromTemplate = (template: WrittenFrom | null): string | null =>
  given(template, ({ name, rulebook }) => `from the template ‘${name}’ of rulebook ${rulebook}`);

/** An instant to the minute, as people read it. */
export const minute = (instant: Instant): string => `${instant.slice(0, 10)} ${instant.slice(11, 16)} UTC`;
