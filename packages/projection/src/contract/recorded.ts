import type { Dated, Recorded } from '@casebook/event-store';
import { recordedLog, type Told } from './recorded-log';

type Around = Partial<Pick<Told, 'actor' | 'source' | 'wake' | 'recordedAt' | 'id'>>;

/** Events as a log gives them back, of one stream unless `around` names others: what a fold is tried on without a database. */
export const recorded = <Event extends Dated>(
  events: ReadonlyArray<Event>,
  around: (event: Event, index: number) => Around = () => ({}),
): ReadonlyArray<Recorded<Event>> => {
  const log = recordedLog();
  return events.map((event, index) => {
    const told = { type: event.type, schema: 1, data: '{}', occurredAt: event.at, id: 'C-1', ...around(event, index) };
    const { data: _data, ...envelope } = log.record(told);
    return { ...envelope, event };
  });
};
