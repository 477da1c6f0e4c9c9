import { sql, type ExpressionBuilder, type Kysely } from 'kysely';
import { plus, type Instant, type TenantId } from '@casebook/vocabulary';
import type { AnalyticsTables } from './tables';

/** What came and went on one day. The backlog grows by created + reopened + unmerged − resolved − cancelled − merged. */
export interface DayVolume {
  /** `YYYY-MM-DD`, from midnight to midnight UTC. */
  readonly day: string;
  readonly created: number;
  /** Resolved, or closed without; the same case again after each reopening. */
  readonly resolved: number;
  readonly reopened: number;
  readonly cancelled: number;
  /** Went on in other cases from then on. */
  readonly merged: number;
  /** Stood for themselves again. */
  readonly unmerged: number;
}

export interface VolumeQuestion {
  readonly tenant: TenantId;
  /** The first instant that counts. */
  readonly from: Instant;
  /** The first instant that no longer counts. */
  readonly to: Instant;
}

const dayOf = (instant: Instant): string => instant.slice(0, 10);
const oneDay = 24 * 60 * 60 * 1000;

const daysIn = ({ from, to }: VolumeQuestion): ReadonlyArray<string> => {
  const days: string[] = [];
  for (let at = from; at < to; at = plus(at, oneDay)) days.push(dayOf(at));
  const last = dayOf(plus(to, -1));
  return from < to && days[days.length - 1] !== last ? [...days, last] : days;
};

type Turns = ExpressionBuilder<AnalyticsTables, 'status_intervals'>;

const turns = ({ fn }: Turns) => fn.countAll<number>();

/** How many cases were created, resolved, reopened, cancelled, merged and taken out of merges on each day of a span, days without any included. */
export const volumeByDay = async (
  db: Kysely<AnalyticsTables>,
  question: VolumeQuestion,
): Promise<ReadonlyArray<DayVolume>> => {
  const counted = await db
    .selectFrom('status_intervals')
    .where('tenant', '=', question.tenant)
    .where('since', '>=', question.from)
    .where('since', '<', question.to)
    .select((on) => [
      sql<string>`to_char(since at time zone 'UTC', 'YYYY-MM-DD')`.as('day'),
      turns(on).filterWhere('came_from', 'is', null).as('created'),
      turns(on).filterWhere('was_open', '=', true).filterWhere('status', 'in', ['Resolved', 'Closed']).as('resolved'),
      turns(on)
        .filterWhere('came_from', 'is not', null)
        .filterWhere('was_open', '=', false)
        .filterWhere('open', '=', true)
        .filterWhere('came_from', '!=', 'Merged')
        .as('reopened'),
      turns(on).filterWhere('was_open', '=', true).filterWhere('status', '=', 'Cancelled').as('cancelled'),
      turns(on).filterWhere('was_open', '=', true).filterWhere('status', '=', 'Merged').as('merged'),
      turns(on).filterWhere('came_from', '=', 'Merged').filterWhere('open', '=', true).as('unmerged'),
    ])
    .groupBy('day')
    .execute();
  const byDay = new Map(counted.map((volume) => [volume.day, volume]));
  const none = { created: 0, resolved: 0, reopened: 0, cancelled: 0, merged: 0, unmerged: 0 };
  return daysIn(question).map((day) => byDay.get(day) ?? { day, ...none });
};
