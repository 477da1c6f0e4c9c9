import { run, type Desk, type When } from '@casebook/casebook';
import {
  caseFacts,
  report as figuresOf,
  statusIntervals,
  volumeByDay,
  type Report,
} from '@casebook/projection-analytics';
import { Instant, literal, plus, type Json } from '@casebook/vocabulary';
import { reportPage, type ReportOfDesk } from '../present/report-page';
import type { Settings } from '../settings';
import type { Answer } from './answer';
import { asJson } from './as-json';
import { asked, sayWhatWasKnown } from './moments';
import { openedToRead } from './opened';

const midnight = (at: Instant): Instant => literal(Instant, `${at.slice(0, 10)}T00:00:00.000Z`);
const earlier = (a: Instant, b: Instant): Instant => (a < b ? a : b);

/** The figures of a desk and its days, from the first case to the last thing that happened by then. */
export const reportOf = (desk: Desk, when: When): Promise<ReportOfDesk> =>
  run(
    desk.query(
      [caseFacts, statusIntervals],
      async (db, { tenant, at }): Promise<ReportOfDesk> => {
        const figures = await figuresOf(db, { tenant, at });
        const [span] = await db
          .selectFrom('status_intervals')
          .where('tenant', '=', tenant)
          .where('since', '<=', at)
          .select(({ fn }) => [fn.min('since').as('first'), fn.max('since').as('last')])
          .execute();
        if (!Instant.is(span?.first) || !Instant.is(span?.last)) return { at, figures, days: [] };
        const to = plus(earlier(span.last, at), 1);
        return { at, figures, days: await volumeByDay(db, { tenant, from: midnight(span.first), to }) };
      },
      when,
    ),
  );

const leaves = (value: Json, path: string): ReadonlyArray<readonly [string, Json]> =>
  typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([key, part]) => leaves(part, path === '' ? key : `${path}.${key}`))
    : [[path, value]];

/** The figures of a desk. */
export const report = (settings: Settings): Promise<Answer> =>
  openedToRead(settings, async (casebook, desk) => {
    await sayWhatWasKnown(casebook, settings);
    const answer = await reportOf(desk, asked(settings.when));
    const figures: Report = answer.figures;
    const json = asJson(figures);
    return {
      page: (look) => reportPage(look, answer),
      json,
      sheet: { columns: ['figure', 'value'], rows: leaves(json, '') },
    };
  });
