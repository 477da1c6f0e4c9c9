import { createCipheriv, createDecipheriv, createHmac } from 'node:crypto';
import type { StoredEvent } from '@casebook/event-store';
import type { Key } from './key-store';

/** Where a sealed value belongs; it cannot be opened anywhere else. */
export interface Place extends Pick<StoredEvent, 'tenant' | 'stream' | 'id'> {
  readonly field: string;
}

/** A key made ready. */
export interface Seal {
  readonly id: string;
  readonly cipher: Buffer;
  readonly nonce: Buffer;
}

const algorithm = 'aes-256-gcm';
const [nonceBytes, tagBytes] = [12, 16];

const derived = (bytes: Uint8Array, use: string): Buffer =>
  createHmac('sha256', bytes).update(`casebook/1/${use}`).digest();

/** One key for each use, so that no use tells anything about another. */
export const sealOf = ({ id, bytes }: Key): Seal => ({
  id,
  cipher: derived(bytes, 'cipher'),
  nonce: derived(bytes, 'nonce'),
});

const placed = ({ tenant, stream, id, field }: Place): Buffer =>
  Buffer.from(JSON.stringify(['casebook/1', tenant, stream, id, field]));

/**
 * Seals text. The same text at the same place gives the same: an append that is repeated must be seen to be the same.
 *
 * Why a nonce that is not random is safe here: GCM breaks where two different messages share a key and a nonce. The nonce is a
 * MAC, under a key of its own, over the place and the text, so two messages share it only if they are the same message at the same
 * place (which gives the same bytes and tells nothing new), or by chance: for n values of one person about n² in 2⁹⁷.
 */
export const seal = (key: Seal, place: Place, text: string): string => {
  const where = placed(place);
  const message = Buffer.from(text);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(where.length);
  const hash = createHmac('sha256', key.nonce).update(length).update(where).update(message).digest();
  const nonce = hash.subarray(0, nonceBytes);
  const cipher = createCipheriv(algorithm, key.cipher, nonce, { authTagLength: tagBytes }).setAAD(where);
  const sealed = Buffer.concat([cipher.update(message), cipher.final()]);
  return `{"sealed":"1.${key.id}.${Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64url')}"}`;
};

const begin = '{"sealed":';
const shape = /^\{"sealed":"1\.([\w-]{22})\.([\w-]{38,})"\}$/;
const ids = /\{"sealed":"1\.([\w-]{22})\./g;

/** True for text that may hold something sealed. */
export const mayHoldSealed = (data: string): boolean => data.includes(begin);

export const isSealed = (value: string): boolean => value.startsWith(begin);

/** The ids of the keys under which something in there may be sealed. */
export const keyIdsIn = (data: string): ReadonlyArray<string> => [...data.matchAll(ids)].map(([, id = '']) => id);

/** What a reader finds in the place of a value that cannot be opened; the first is no fault. */
export const unopened = {
  erased: '{"erased":true}',
  unknownKey: '{"sealed":"unknown key"}',
  tampered: '{"sealed":"tampered"}',
} as const;

/** The text that was sealed, or what stands in its place: the person is erased, nobody knows the key, or it is not what was written here. */
export const open = (value: string, place: Place, keyOf: (id: string) => Seal | 'erased' | undefined): string => {
  const [, id, written] = shape.exec(value) ?? [];
  if (id === undefined || written === undefined) return unopened.tampered;
  const key = keyOf(id);
  if (key === undefined) return unopened.unknownKey;
  if (key === 'erased') return unopened.erased;
  const bytes = Buffer.from(written, 'base64url');
  // Some characters can be changed without changing a byte.
  if (bytes.toString('base64url') !== written) return unopened.tampered;
  const nonce = bytes.subarray(0, nonceBytes);
  const tag = bytes.subarray(nonceBytes, nonceBytes + tagBytes);
  const decipher = createDecipheriv(algorithm, key.cipher, nonce, { authTagLength: tagBytes });
  try {
    decipher.setAAD(placed(place)).setAuthTag(tag);
    return Buffer.concat([decipher.update(bytes.subarray(nonceBytes + tagBytes)), decipher.final()]).toString();
  } catch {
    return unopened.tampered;
  }
};
