import { StreamName, streamParts } from '@casebook/event-store';
import type { EventId } from '@casebook/vocabulary';
import type { Until } from '../connection/persist';
import type { Ask, RecordedEvent } from './ask';
import type { BatchAppends } from './batch-appends';
import type { Knowledge, Known } from './knowledge';
import { exact } from './recorded';
import { streamEnd } from './requests';

/** Where somebody wants to write an event of this id: from this revision on, or not at all. */
export interface Target {
  readonly stream: StreamName;
  readonly first: number;
}

/** How an id stands. `pending`: it may still be written where another has claimed it. */
export type Standing =
  | { readonly is: 'free'; readonly after: number | null }
  | { readonly is: 'written'; readonly in: StreamName; readonly at: number }
  | { readonly is: 'pending'; readonly target: Target; readonly after: number };

interface Entry {
  readonly revision: number;
  readonly target: Target | null;
}

const types = { claimed: 'EventIdClaimed', released: 'EventIdReleased' } as const;

const targetIn = (bytes: Uint8Array): Target | null => {
  const claim: unknown = JSON.parse(Buffer.from(bytes).toString('utf8'));
  if (typeof claim !== 'object' || claim === null || !('stream' in claim) || !('first' in claim)) return null;
  return StreamName.is(claim.stream) && typeof claim.first === 'number'
    ? { stream: claim.stream, first: claim.first }
    : null;
};

const entryOf = (event: RecordedEvent): Entry => ({
  revision: exact(event.getStreamRevision(), 'revision'),
  target: targetIn(event.getData_asU8()),
});

interface Claiming {
  readonly prefix: string;
  readonly ask: Ask;
  readonly appends: BatchAppends;
  readonly known: Knowledge;
}

/**
 * Who may write an event of an id, within a tenant. Each id has a stream of its own on the server, which says where the event is to stand.
 * An append is taken at one revision or never, so a claim is void, without anybody having to say so, once its stream has gone on and the
 * id is not in it; see docs/decisions/0018.
 */
export const claims = ({ prefix, ask, appends, known }: Claiming) => {
  // No name of ours begins so, and no pattern of ours finds it.
  const streamOf = (stream: StreamName, id: EventId): string => `${prefix}~${streamParts(stream).tenant}_${id}`;

  const write = async (
    name: string,
    after: number | null,
    type: (typeof types)[keyof typeof types],
    target: Target | null,
    time: Until,
  ): Promise<boolean> => {
    const data = JSON.stringify(target ?? {});
    return (await appends.write(name, after, [{ type, data, metadata: '' }], time)).is === 'written';
  };

  const inStream = async (target: Target, id: EventId): Promise<Known> => {
    const now = known.now(target.stream);
    return now?.ids.has(id) === true ? now : known.refreshed(target.stream);
  };

  /** Where the id stands, for whoever wants it in this stream's tenant. */
  const look = async (stream: StreamName, id: EventId): Promise<Standing> => {
    const [last] = await ask.read(streamEnd(streamOf(stream, id)), entryOf);
    if (last === undefined) return { is: 'free', after: null };
    const { revision: after, target } = last;
    if (target === null) return { is: 'free', after };
    const { ids, revision } = await inStream(target, id);
    const at = ids.get(id);
    if (at !== undefined) return { is: 'written', in: target.stream, at };
    return (revision ?? -1) >= target.first ? { is: 'free', after } : { is: 'pending', target, after };
  };

  /** Claims the id; gives the revision of the claim, or how the id stands where it cannot be claimed. */
  const claim = async (
    target: Target,
    id: EventId,
    time: Until,
  ): Promise<number | Exclude<Standing, { is: 'free' }>> => {
    const name = streamOf(target.stream, id);
    let after: number | null = null; // most ids are new
    for (;;) {
      if (await write(name, after, types.claimed, target, time)) return (after ?? -1) + 1;
      const standing = await look(target.stream, id);
      if (standing.is === 'written') return standing;
      const isSame =
        standing.is === 'pending' && standing.target.stream === target.stream && standing.target.first === target.first;
      if (standing.is === 'pending' && !isSame) return standing;
      after = standing.after;
    }
  };

  return {
    look,
    claim,
    /** Lets others have an id that was claimed at this revision, and was not written; where somebody has claimed it since, it stays so. */
    release: async (stream: StreamName, id: EventId, at: number, time: Until): Promise<void> => {
      await write(streamOf(stream, id), at, types.released, null, time);
    },
  };
};
export type Claims = ReturnType<typeof claims>;
