import * as t from 'io-ts';
import { nullable, Text, type Json } from '@casebook/vocabulary';
import { ConditionCodec, FieldCodec } from './condition.codec';
import { plainFields } from './facts';
import { furtherPlaceholders, placeholdersIn, type DocumentKind, type Template } from './template';

const isPlaceholder = (name: string): boolean =>
  FieldCodec.is(name) || furtherPlaceholders.some((further) => further === name);

const isTemplateText = (value: unknown): value is Text => {
  if (!Text.is(value)) return false;
  const { names, areWhole } = placeholdersIn(value);
  return areWhole && names.every(isPlaceholder);
};

/** Text in which nothing stands in double braces but what a placeholder can name. */
const TemplateText: t.Type<Text, string> = new t.Type(
  `text in which each {{…}} names ${[...furtherPlaceholders, ...plainFields].join(', ')} or fields.<name>`,
  isTemplateText,
  (value, context) => (isTemplateText(value) ? t.success(value) : t.failure(value, context)),
  String,
);

export const DocumentKindCodec: t.Type<DocumentKind, string> = t.keyof(
  { case: null, note: null, message: null, finding: null, resolution: null },
  'case, note, message, finding or resolution',
);

export const TemplateCodec: t.Type<Template, Json> = t.strict(
  { name: Text, documents: DocumentKindCodec, when: ConditionCodec, text: TemplateText },
  'a template: its name, what it documents, and its text',
);

/** What an event keeps of a template; null where its text was written without one. */
export const WrittenFromCodec = nullable(t.strict({ name: Text, rulebook: t.number }));
