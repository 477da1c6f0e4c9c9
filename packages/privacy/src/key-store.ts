import type { TaskEither } from 'fp-ts/TaskEither';
import type { StoreUnavailable, StreamName } from '@casebook/event-store';
import type { Actor, Instant, TenantId } from '@casebook/vocabulary';

export interface Key {
  /** 22 letters, digits, `-` and `_`; no two keys have the same, whatever the tenant. */
  readonly id: string;
  /** 32 random bytes. */
  readonly bytes: Uint8Array;
}

/** Whose key a stream is sealed under. */
export interface Binding {
  readonly stream: StreamName;
  /** Null where nobody is named: then the stream has a key of its own. */
  readonly person: string | null;
}

/** That a person is erased: by whom, when and why. It is kept for ever. */
export interface Tombstone {
  readonly at: Instant;
  readonly by: Actor;
  readonly reason: string;
}

export interface Erasure {
  /** Of the person's key that was destroyed. */
  readonly keyId: string;
  /** The one of the first erasure, however often it is repeated. */
  readonly tombstone: Tombstone;
  /** All that the person's key was ever bound to, in order of name. */
  readonly streams: ReadonlyArray<StreamName>;
}

/**
 * Where keys are kept: one for each person of a tenant. Shipped with the contract that every key store passes,
 * `@casebook/privacy/contract`. A key that was destroyed is never made again.
 */
export interface KeyStore {
  /**
   * The keys of all that are named, in their order: those that are missing are made and the streams are bound to them, durably
   * before this answers. 'erased' for a person who is.
   */
  readonly sealing: (bindings: ReadonlyArray<Binding>) => TaskEither<StoreUnavailable, ReadonlyArray<Key | 'erased'>>;
  /** The keys of these ids, those destroyed as 'erased'; without those that were never made. */
  readonly opening: (
    ids: ReadonlyArray<string>,
  ) => TaskEither<StoreUnavailable, ReadonlyMap<string, Uint8Array | 'erased'>>;
  /** The streams that were ever bound to a person's key, in order of name; erased or not. Null where the person never had a key. */
  readonly streamsOf: (
    tenant: TenantId,
    person: string,
  ) => TaskEither<StoreUnavailable, ReadonlyArray<StreamName> | null>;
  /**
   * Destroys a person's key, and the own keys of the streams bound to it: what was said there before the person was named is about
   * that person too. Repeatable, with the same answer. Null where the person never had a key; then nothing is done.
   */
  readonly erase: (
    tenant: TenantId,
    person: string,
    tombstone: Tombstone,
  ) => TaskEither<StoreUnavailable, Erasure | null>;
}
