import { run } from '@casebook/casebook';
import { StreamName, streamParts } from '@casebook/event-store';
import { instantOf, literal } from '@casebook/vocabulary';
import { similarPage } from '../present/similar-page';
import type { Settings } from '../settings';
import type { Answer } from './answer';
import { asJson } from './as-json';
import { ofCase } from './find-case';
import { asked, sayWhatWasKnown } from './moments';
import { openedToRead } from './opened';
import { sheetOf } from './sheet-of';

/** The open cases that are like a case, with what they have in common. */
export const similar = (settings: Settings, number: string, { limit }: { readonly limit: number }): Promise<Answer> =>
  openedToRead(settings, async (casebook, desk) => {
    await sayWhatWasKnown(casebook, settings);
    const when = asked(settings.when);
    const found = await ofCase(settings, number, desk.history.find(number, when));
    const { id } = streamParts(literal(StreamName, found.stream));
    const cases = await run(desk.queues.similar({ to: id, limit }, when));
    const at = settings.when.asOf ?? settings.when.asKnown ?? instantOf(Date.now());
    const answer = { at, number: found.number, cases };
    return {
      page: (look) => similarPage(look, answer),
      json: asJson(answer),
      sheet: sheetOf(cases, [
        'number',
        'score',
        'status',
        'team',
        'assignee',
        'age',
        'customer',
        'product',
        'category',
        'subject',
        'reasons',
      ]),
    };
  });
