import * as E from 'fp-ts/Either';
import { run } from '../run';
import type { TestTenant } from './desks';

/** The timeline of a case, a line an entry: at what time what happened, and why. */
export const told = async ({ ada }: TestTenant, number: string): Promise<ReadonlyArray<string>> =>
  (await run(ada.history.timeline(number))).map(
    ({ occurredAt, what, why }) => `${occurredAt.slice(11, 16)} ${what}${why === null ? '' : `: ${why}`}`,
  );

/** The deadlines of the cases that no team has, as the queue has them. */
export const deadlines = async ({ ada }: TestTenant): Promise<ReadonlyArray<string | null>> =>
  (await run(ada.queues.team(null))).map(({ deadline }) => deadline);

/** What analysts see of the service levels of a tenant, in the order in which they began. */
export const levels = ({ sql }: TestTenant, columns: string): ReturnType<TestTenant['sql']> =>
  sql(`select ${columns} from service_level where tenant = $tenant order by since, sla_id`);

export const hoursAfter = (instant: string, hours: number): string =>
  new Date(Date.parse(instant) + hours * 3_600_000).toISOString();

/** What publishing says to a rulebook with one fault, to be matched. */
export const unsound = (message: string) => E.left({ type: 'RulebookUnsound', findings: [{ message }] });
