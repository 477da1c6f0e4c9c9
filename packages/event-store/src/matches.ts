import type { StoredEvent } from './envelope';
import type { Expected, LogFilter } from './port';
import { shareOf } from './share';
import { streamParts } from './stream';

/** True where a stream whose last revision this is (null: there is none) is what the append expects. */
export const isAsExpected = (expected: Expected, actual: number | null): boolean => {
  switch (expected.is) {
    case 'any':
      return true;
    case 'noStream':
      return actual === null;
    case 'exists':
      return actual !== null;
    case 'revision':
      return actual === expected.revision;
  }
};

/** True for an event that the filter lets through. */
export const passes = (
  { tenant, categories, types, shares }: LogFilter,
  event: Pick<StoredEvent, 'stream' | 'tenant' | 'type'>,
): boolean =>
  (tenant === undefined || event.tenant === tenant) &&
  (categories === undefined || categories.includes(streamParts(event.stream).category)) &&
  (types === undefined || types.includes(event.type)) &&
  (shares === undefined || shares.those.includes(shareOf(event.stream, shares.among)));
