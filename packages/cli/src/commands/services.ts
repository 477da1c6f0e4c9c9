import { run, type Concern } from '@casebook/casebook';
import { servicesPage } from '../present/services-page';
import type { Settings } from '../settings';
import type { Answer } from './answer';
import { asJson } from './as-json';
import { openedToRead } from './opened';

export interface ServicesOptions {
  readonly product?: string;
  readonly channel?: NonNullable<Concern['channel']>;
  readonly field: { readonly [name: string]: string };
}

/** Which services are offered for a concern, which are not, and why. */
export const services = (settings: Settings, { product, channel, field }: ServicesOptions): Promise<Answer> =>
  openedToRead(settings, async (_, desk) => {
    const asOf = settings.when.asOf ?? undefined;
    const answer = await run(desk.services.offeredTo({ product, channel, fields: field, asOf }));
    return {
      page: (look) => servicesPage(look, answer),
      json: asJson(answer),
      sheet: {
        columns: ['name', 'offered', 'because', 'caseType'],
        rows: [
          ...answer.offered.map(({ name, because, caseType }) => [name, true, because, caseType]),
          ...answer.notOffered.map(({ name, because }) => [name, false, because, null]),
        ],
      },
    };
  });
