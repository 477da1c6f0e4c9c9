import type { Draft, DocumentKind } from '@casebook/domain';
import type { Look } from './look';
import { blocks, title } from './title';
import { hanging } from './wrap';

const labelWidth = 13;

const block = ({ color, width }: Look, { template, text, missing, because }: Draft): string => {
  const line = (label: string, words: string): string => hanging(`    ${label}`, words, width, labelWidth);
  return [
    color.bold(template),
    line('why', because),
    line('text', text.trimEnd()),
    ...(missing.length === 0 ? [] : [color.yellow(line('missing', missing.join(', ')))]),
  ].join('\n');
};

/** What can be written down about a case, template by template, with what it still lacks. */
export const draftsPage = (
  look: Look,
  of: { readonly number: string; readonly documents: DocumentKind; readonly drafts: ReadonlyArray<Draft> },
): string => {
  const { number, documents, drafts } = of;
  const heading = title(
    look,
    `Drafts for case ${number}`,
    drafts.length === 0 ? `there is no template for a ${documents} of it` : `a ${documents}`,
  );
  return blocks(heading, ...drafts.map((draft) => block(look, draft)));
};
