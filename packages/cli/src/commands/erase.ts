import { run } from '@casebook/casebook';
import { erasurePage } from '../present/erasure-page';
import type { Settings } from '../settings';
import type { Answer } from './answer';
import { asJson } from './as-json';
import { openedToRead } from './opened';

/** Erases a customer. */
export const erase = (settings: Settings, customer: string, { reason }: { readonly reason: string }): Promise<Answer> =>
  openedToRead(settings, async (_, desk) => {
    const { events, ...receipt } = await run(desk.privacy.erase(customer, { reason }));
    const erasure = { ...receipt, tenant: settings.tenant, recorded: events.map(({ id }) => id) };
    return {
      page: (look) => erasurePage(look, erasure),
      json: asJson(erasure),
      sheet: { columns: ['stream', 'number'], rows: receipt.cases.map(({ stream, number }) => [stream, number]) },
    };
  });
