import { createHash } from 'node:crypto';
import { RulebookCodec, type Rulebook } from '@casebook/domain';
import { canonicalJson } from '@casebook/event-store';
import { textOf, type Text } from '@casebook/vocabulary';

/** The SHA-256, in hexadecimal digits, of the canonical JSON (RFC 8785) of a rulebook whose own `hash` is null. */
export const rulebookHash = (rulebook: Rulebook): Text =>
  textOf(
    createHash('sha256')
      .update(canonicalJson(RulebookCodec.encode({ ...rulebook, hash: null })))
      .digest('hex'),
  );
