import { run } from '@casebook/casebook';
import type { DocumentKind } from '@casebook/domain';
import { StreamName, streamParts } from '@casebook/event-store';
import { literal } from '@casebook/vocabulary';
import { draftsPage } from '../present/drafts-page';
import { problem } from '../problem';
import type { Settings } from '../settings';
import type { Answer } from './answer';
import { asJson } from './as-json';
import { ofCase } from './find-case';
import { openedToRead } from './opened';

export interface DraftOptions {
  readonly for: DocumentKind;
  readonly template?: string;
}

/** The templates for something that is to be written down about a case, filled; one of them, or all that are for it. */
export const draft = (
  settings: Settings,
  number: string,
  { for: documents, template }: DraftOptions,
): Promise<Answer> =>
  openedToRead(settings, async (_, desk) => {
    const found = await ofCase(settings, number, desk.history.find(number));
    const { id } = streamParts(literal(StreamName, found.stream));
    const all = await run(desk.cases.drafts(id, documents));
    const drafts = template === undefined ? all : all.filter((one) => one.template === template);
    if (template !== undefined && drafts.length === 0)
      throw problem({
        type: 'DraftNotFound',
        number: found.number,
        documents,
        template,
        drafts: all.map((one) => one.template),
      });
    return {
      page: (look) =>
        template === undefined
          ? draftsPage(look, { number: found.number, documents, drafts })
          : drafts.map(({ text }) => text.trimEnd()).join('\n'),
      json: asJson({ number: found.number, for: documents, drafts }),
      sheet: {
        columns: ['template', 'rulebook', 'text', 'missing', 'because'],
        rows: drafts.map((one) => [one.template, one.rulebook, one.text, one.missing.join(', '), one.because]),
      },
    };
  });
