import { textOf, type Text } from '@casebook/vocabulary';
import type { Condition } from './condition';
import { worded, type Value } from './facts';

/** What is written down from a template; `case` is the case as a whole, such as a summary for whoever takes it over. */
export type DocumentKind = 'case' | 'note' | 'message' | 'finding' | 'resolution';

export const documentKinds: ReadonlyArray<DocumentKind> = ['case', 'note', 'message', 'finding', 'resolution'];

/** A text to begin with, for those who write something down. */
export interface Template {
  /** One of its kind in the rulebook: what was written from it names it. */
  readonly name: Text;
  readonly documents: DocumentKind;
  /** For which cases it is offered. */
  readonly when: Condition;
  /** `{{product}}` stands for that fact of the case; what tells something about a person has no placeholder. */
  readonly text: Text;
}

/** What a placeholder can name besides the facts that rules read: the case's number, and the agent who has it. */
export const furtherPlaceholders = ['number', 'agent'] as const;

const marked = /\{\{\s*([^{}]*?)\s*\}\}/g;

/** What the placeholders of a text name, each once, and whether all its braces belong to one. */
export const placeholdersIn = (
  text: string,
): { readonly names: ReadonlyArray<string>; readonly areWhole: boolean } => ({
  names: [...new Set([...text.matchAll(marked)].map(([, name = '']) => name))],
  areWhole: !/\{\{|\}\}/.test(text.replace(marked, '')),
});

/** A template filled with what is known; what is not known keeps its placeholder, and is named. */
export const filled = (
  { text }: Template,
  known: ReadonlyMap<string, Value>,
): { readonly text: Text; readonly missing: ReadonlyArray<string> } => ({
  text: textOf(
    text.replace(marked, (mark, name: string) => {
      const value = known.get(name);
      return value === undefined ? mark : worded(value);
    }),
  ),
  missing: placeholdersIn(text).names.filter((name) => !known.has(name)),
});
