import * as E from 'fp-ts/Either';
import type { Text } from '@casebook/vocabulary';
import type { Variant } from '../message';
import type { Rulebook } from './rulebook';
import type { DocumentKind } from './template';

/** The template that a text was written from, in the version of the rulebook that had it. */
export interface WrittenFrom {
  readonly name: Text;
  readonly rulebook: number;
}

/** The rulebook has no template of this name for what is written. */
export type TemplateUnknown = Variant<'TemplateUnknown', { template: Text; documents: DocumentKind }>;

/** What an event keeps of the template that its text was written from. A case as a whole is written down as a note. */
export const writtenFrom = (
  { version: rulebook, templates }: Rulebook,
  name: Text | null,
  documents: Exclude<DocumentKind, 'case'>,
): E.Either<TemplateUnknown, WrittenFrom | null> => {
  if (name === null) return E.right(null);
  const template = templates.find((one) => one.name === name);
  return template?.documents === documents || (documents === 'note' && template?.documents === 'case')
    ? E.right({ name, rulebook })
    : E.left({ type: 'TemplateUnknown', template: name, documents });
};
