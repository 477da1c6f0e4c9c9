import { createHash } from 'node:crypto';
import { EventId, literal } from '@casebook/vocabulary';

// The name space of Casebook's event ids: an RFC 4122 UUID of version 5 is made in one.
const namespace = Buffer.from('5b0e5c1c7c0a4f0d9a3e2f4b6c8d0e1f', 'hex');

/** The id of the event with this index among those that one stem brings: the same for ever, so that a repeated append is seen as one. */
export const eventIdOf = (stem: string, index: number): EventId => {
  const hash = createHash('sha1').update(namespace).update(`${stem}/${index}`).digest().subarray(0, 16);
  hash.writeUInt8((hash.readUInt8(6) & 0x0f) | 0x50, 6);
  hash.writeUInt8((hash.readUInt8(8) & 0x3f) | 0x80, 8);
  const hex = hash.toString('hex');
  const parts = [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)];
  return literal(EventId, parts.join('-'));
};
