import type { Hash, StoredEvent } from '../envelope';
import { hashOf } from '../hash';
import { streamParts, type StreamName } from '../stream';
import type { LogFinding } from './finding';

/** The end of a stream as far as it was followed. */
export interface Tail {
  readonly stream: StreamName;
  readonly revision: number;
  readonly hash: Hash;
}

interface Chain extends Tail {
  readonly position: number;
  /** Revisions that were passed over; one that turns up later was moved, not removed. */
  readonly gaps: ReadonlyArray<Extract<LogFinding, { readonly kind: 'removed' }>>;
}

const holds = (event: StoredEvent): boolean =>
  hashOf(event) === event.hash && streamParts(event.stream).tenant === event.tenant;

const changed = ({
  position,
  stream,
  revision,
}: Pick<StoredEvent, 'position' | 'stream' | 'revision'>): LogFinding => ({
  kind: 'changed',
  position,
  stream,
  revision,
});

/** Follows the streams of a log in order of position, each by its chain of hashes. */
export const chains = () => {
  const atEvents = new Map<number, LogFinding>(); // by position: an event is told of once
  const cuts: LogFinding[] = [];
  const followed = new Map<StreamName, Chain>();

  const follow = (event: StoredEvent): void => {
    const { stream, revision, position, hash, previous } = event;
    const before = followed.get(stream);
    const expected = (before?.revision ?? -1) + 1;
    const gaps = before?.gaps ?? [];
    if (!holds(event)) {
      // Its revision may be what was changed: the next one shows whether something is missing.
      atEvents.set(position, changed(event));
      followed.set(stream, { stream, revision: expected, hash, position, gaps });
      return;
    }
    if (revision < expected) {
      const gap = gaps.find((one) => one.revision <= revision && revision < one.revision + one.events);
      atEvents.set(position, gap === undefined ? { kind: 'inserted', position, stream, revision } : changed(event));
      if (before !== undefined && gap !== undefined)
        followed.set(stream, {
          ...before,
          gaps: gaps.flatMap((one) => (one === gap ? without(one, revision) : [one])),
        });
      return;
    }
    if (revision > expected) {
      const events = revision - expected;
      const gap = { kind: 'removed', stream, revision: expected, events, after: before?.position ?? 0 } as const;
      followed.set(stream, { stream, revision, hash, position, gaps: [...gaps, gap] });
      return;
    }
    // The event is what it says it is, so if it names another predecessor, that one was exchanged.
    if (previous !== (before?.hash ?? null)) atEvents.set(before?.position ?? position, changed(before ?? event));
    followed.set(stream, { stream, revision, hash, position, gaps });
  };

  return {
    follow,
    /** Where a stream ends as far as it was followed; undefined where none of it was met. */
    tailOf: (stream: StreamName): Chain | undefined => followed.get(stream),
    streams: (): Iterable<StreamName> => followed.keys(),
    /** Takes in what was found otherwise. */
    tell: (finding: LogFinding): void => {
      if ('position' in finding) atEvents.set(finding.position, finding);
      else cuts.push(finding);
    },
    findings: (): ReadonlyArray<LogFinding> => [
      ...atEvents.values(),
      ...[...followed.values()].flatMap(({ gaps }) => gaps),
      ...cuts,
    ],
  };
};
export type Chains = ReturnType<typeof chains>;

type Gap = Chain['gaps'][number];

const without = (gap: Gap, revision: number): ReadonlyArray<Gap> => {
  const before = revision - gap.revision;
  const parts = [
    { ...gap, events: before },
    { ...gap, revision: revision + 1, events: gap.events - before - 1 },
  ];
  return parts.filter(({ events }) => events > 0);
};
