import { caseEventSchemas } from '../case/case.codec';
import type { CaseEvent } from '../case/case';
import { folded } from '../case/fold';
import { standing, statusOf, type Status } from '../case/status';

/** What generated histories are made of. */
export interface Distribution {
  readonly events: number;
  /** The share of each type among all events. */
  readonly types: { readonly [T in CaseEvent['type']]: number };
  /** The share of events after which the case had that status. */
  readonly statuses: { readonly [S in Status]: number };
}

/** Of how many events histories consist, of which types they are, and which statuses they reach: tests of properties print it. */
export const distribution = (histories: ReadonlyArray<ReadonlyArray<CaseEvent>>): Distribution => {
  const types = new Map<string, number>(Object.keys(caseEventSchemas).map((type) => [type, 0]));
  const statuses = new Map<string, number>();
  let events = 0;
  for (const history of histories) {
    let state = standing.initial;
    for (const event of history) {
      state = folded(standing, state, event);
      const status = statusOf(state);
      events += 1;
      types.set(event.type, (types.get(event.type) ?? 0) + 1);
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
    }
  }
  const share = (status: Status): number => (statuses.get(status) ?? 0) / Math.max(events, 1);
  return {
    events,
    // One entry for each key of a table with one entry a type.
    types: Object.fromEntries(
      [...types].map(([type, count]) => [type, count / Math.max(events, 1)]),
    ) as unknown as Distribution['types'],
    statuses: {
      New: share('New'),
      Open: share('Open'),
      Waiting: share('Waiting'),
      Resolved: share('Resolved'),
      Closed: share('Closed'),
      Cancelled: share('Cancelled'),
      Merged: share('Merged'),
    },
  };
};

const percents = (shares: { readonly [name: string]: number }): string =>
  Object.entries(shares)
    .map(([name, share]) => `${name} ${(share * 100).toFixed(1)} %`)
    .join(' · ');

/** A distribution in words, to be printed by whoever relies on it. */
export const inWords = ({ events, types, statuses }: Distribution): string =>
  `${events} events: ${percents(types)}\nstatus after each: ${percents(statuses)}`;
