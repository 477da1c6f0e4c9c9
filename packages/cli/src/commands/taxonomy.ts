import { run } from '@casebook/casebook';
import { readInstant } from '../instants';
import { taxonomyPage } from '../present/taxonomy-page';
import type { Settings } from '../settings';
import type { Answer } from './answer';
import { asJson } from './as-json';
import { asked, sayWhatWasKnown } from './moments';
import { openedToRead } from './opened';
import { sheetOf } from './sheet-of';

export interface TaxonomyOptions {
  readonly from?: string;
  readonly to?: string;
}

const instantOf = ({ note }: Settings, option: string, said: string): string => {
  const { instant, utcAssumed } = readInstant(option, said);
  if (utcAssumed) note(`${option} ${said} is taken as ${instant}: no zone was given, so UTC is assumed.`);
  return instant;
};

/** How the categories were used, held against the rulebook. */
export const taxonomy = (settings: Settings, { from, to }: TaxonomyOptions): Promise<Answer> =>
  openedToRead(settings, async (casebook, desk) => {
    await sayWhatWasKnown(casebook, settings);
    const span = {
      ...(from === undefined ? {} : { from: instantOf(settings, '--from', from) }),
      ...(to === undefined ? {} : { to: instantOf(settings, '--to', to) }),
    };
    const audit = await run(desk.analytics.taxonomy(span, asked(settings.when)));
    return {
      page: (look) => taxonomyPage(look, audit),
      json: asJson(audit),
      sheet: sheetOf(audit.categories, [
        'category',
        'known',
        'cases',
        'movedAway',
        'movedHere',
        'rerouted',
        'reviewed',
        'corrected',
      ]),
    };
  });
