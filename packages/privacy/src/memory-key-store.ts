import * as TE from 'fp-ts/TaskEither';
import { streamParts, type StreamName } from '@casebook/event-store';
import type { TenantId } from '@casebook/vocabulary';
import type { Binding, Erasure, KeyStore, Tombstone } from './key-store';
import { newKey } from './new-key';

interface Kept {
  readonly id: string;
  bytes: Uint8Array | 'erased';
  tombstone: Tombstone | null;
  readonly streams: Set<StreamName>;
}

const ownerOf = ({ stream, person }: Binding): string =>
  JSON.stringify(person === null ? [stream] : [streamParts(stream).tenant, person]);

/** Keys that last as long as the process: the double in tests. */
export const memoryKeyStore = (): KeyStore => {
  const byOwner = new Map<string, Kept>();
  const byId = new Map<string, Kept>();
  const ofPerson = (tenant: TenantId, person: string) => byOwner.get(JSON.stringify([tenant, person]));
  const sorted = ({ streams }: Kept): ReadonlyArray<StreamName> => [...streams].sort();

  const bound = (binding: Binding): Kept => {
    const owner = ownerOf(binding);
    const kept = byOwner.get(owner) ?? { ...newKey(), tombstone: null, streams: new Set() };
    byOwner.set(owner, kept);
    byId.set(kept.id, kept);
    if (kept.bytes !== 'erased') kept.streams.add(binding.stream);
    return kept;
  };

  const erase = (tenant: TenantId, person: string, tombstone: Tombstone): Erasure | null => {
    const kept = ofPerson(tenant, person);
    if (kept === undefined) return null;
    const streams = sorted(kept);
    const own = streams.flatMap((stream) => byOwner.get(ownerOf({ stream, person: null })) ?? []);
    for (const one of [kept, ...own]) {
      one.bytes = 'erased';
      one.tombstone ??= tombstone;
    }
    return { keyId: kept.id, tombstone: kept.tombstone ?? tombstone, streams };
  };

  return {
    sealing: (bindings) =>
      TE.fromIO(() =>
        bindings.map((binding) => {
          const { id, bytes } = bound(binding);
          return bytes === 'erased' ? bytes : { id, bytes };
        }),
      ),
    opening: (ids) =>
      TE.fromIO(
        () =>
          new Map(
            ids.flatMap((id) => {
              const kept = byId.get(id);
              return kept === undefined ? [] : [[id, kept.bytes] as const];
            }),
          ),
      ),
    streamsOf: (tenant, person) =>
      TE.fromIO(() => {
        const kept = ofPerson(tenant, person);
        return kept === undefined ? null : sorted(kept);
      }),
    erase: (tenant, person, tombstone) => TE.fromIO(() => erase(tenant, person, tombstone)),
  };
};
