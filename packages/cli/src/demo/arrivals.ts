import { epochMillis, instantOf, type Instant } from '@casebook/vocabulary';
import type { Chance } from './chance';

const hour = 3_600_000;
const day = 24 * hour;

/** How busy an hour of the day is, midnight first, in UTC. */
const hours = [2, 1, 1, 1, 1, 2, 5, 12, 26, 40, 46, 44, 36, 34, 38, 40, 38, 32, 26, 22, 18, 12, 7, 4] as const;
/** How busy a day of the week is, Sunday first. */
const weekdays = [0.35, 1.3, 1.15, 1.05, 1, 1, 0.6] as const;

/** So many instants from one to another (exclusive), in order: busy when customers are. */
export const arrivals = (count: number, from: Instant, to: Instant, { share }: Chance): ReadonlyArray<Instant> => {
  const start = epochMillis(from);
  const slots = Array.from({ length: Math.ceil((epochMillis(to) - start) / hour) }, (_, index) => start + index * hour);
  const weights = slots.map((slot) => {
    const moment = new Date(slot);
    return (hours[moment.getUTCHours()] ?? 1) * (weekdays[moment.getUTCDay()] ?? 1);
  });
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const drawn = Array.from({ length: count }, () => {
    let left = share() * total;
    const slot = weights.findIndex((weight) => (left -= weight) < 0);
    return (slots[slot === -1 ? slots.length - 1 : slot] ?? start) + Math.floor(share() * hour);
  });
  return drawn.sort((a, b) => a - b).map(instantOf);
};

/** The first instant at or after one at which the desk is staffed: Monday to Saturday, 07:00 to 19:00 UTC. */
export const staffed = (at: Instant): Instant => {
  const millis = epochMillis(at);
  const moment = new Date(millis);
  const midnight = millis - (millis % day);
  if (moment.getUTCDay() === 0) return instantOf(midnight + day + 7 * hour + (millis % hour));
  if (moment.getUTCHours() < 7) return instantOf(midnight + 7 * hour + (millis % hour));
  if (moment.getUTCHours() >= 19) return staffed(instantOf(midnight + day + 7 * hour + (millis % hour)));
  return at;
};
