import * as TE from 'fp-ts/TaskEither';
import type { LogFinding, LogWitness, StreamName } from '@casebook/event-store';
import { unavailable } from '../connection/failures';
import type { EventStoreDb } from '../open';
import { asker, type RecordedEvent } from './ask';
import { namesWith, type Names } from './names';
import { exact } from './recorded';
import { wholeLog } from './requests';

type Hidden = Extract<LogFinding, { readonly kind: 'hidden' }>;

const nameOf = (event: RecordedEvent): string =>
  Buffer.from(event.getStreamIdentifier()?.getStreamName_asU8() ?? []).toString('utf8');

const positionOf = (event: RecordedEvent): number => exact(event.getCommitPosition(), 'position');

const fieldsOf = (event: RecordedEvent): ReadonlyMap<string, unknown> => {
  const metadata: unknown = JSON.parse(Buffer.from(event.getData_asU8()).toString('utf8'));
  return new Map(typeof metadata === 'object' && metadata !== null ? Object.entries(metadata) : []);
};

/** What the metadata of one of our streams hides of it; undefined where it hides nothing, or is of another stream. */
const hiddenBy = (
  names: Names,
  event: RecordedEvent,
): { readonly stream: StreamName; readonly hides: Hidden | null } | undefined => {
  const stream = names.ours(nameOf(event).slice(2));
  if (stream === undefined) return undefined;
  const fields = fieldsOf(event);
  const before = Number(fields.get('$tb') ?? 0);
  const isLimited = fields.has('$maxCount') || fields.has('$maxAge');
  const found = { kind: 'hidden', stream, position: positionOf(event) } as const;
  if (!Number.isSafeInteger(before)) return { stream, hides: { ...found, by: 'deletion', revision: null } };
  if (before > 0) return { stream, hides: { ...found, by: 'truncation', revision: before } };
  return { stream, hides: isLimited ? { ...found, by: 'limit', revision: null } : null };
};

const tombstone = (names: Names, event: RecordedEvent): Hidden | undefined => {
  const stream = names.ours(nameOf(event));
  if (stream === undefined || event.getMetadataMap().get('type') !== '$streamDeleted') return undefined;
  return { kind: 'hidden', stream, position: positionOf(event), by: 'tombstone', revision: null };
};

const everything = Number.MAX_SAFE_INTEGER;
const deadline = 600_000; // milliseconds: the whole log is looked through

/** What the server hides of our streams, or has removed, since somebody deleted, truncated or limited them there: for a check of the log. */
export const streamIncidents = ({ connection, prefix }: EventStoreDb): Pick<LogWitness, 'strays'> => {
  const names = namesWith(prefix);
  const ask = asker(connection, deadline);
  return {
    strays: () =>
      TE.tryCatch(async () => {
        const metadata = await ask.read(
          wholeLog({ pattern: { prefixes: [`$$${prefix}`] }, from: 'start', count: everything }),
          (event) => hiddenBy(names, event),
        );
        const latest = new Map(metadata.map(({ stream, hides }) => [stream, hides])); // the last one counts
        const tombstones = await ask.read(
          wholeLog({ pattern: names.pattern({}), from: 'start', count: everything }),
          (event) => tombstone(names, event),
        );
        return [...[...latest.values()].flatMap((hides) => hides ?? []), ...tombstones];
      }, unavailable),
  };
};
