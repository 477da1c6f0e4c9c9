import { isUtf8 } from 'node:buffer';
import { Transform } from 'node:stream';

/** The bytes are not the text they should be. */
export class NotText extends Error {}

const startsWith = (bytes: Buffer, ...expected: ReadonlyArray<number>): boolean =>
  expected.every((byte, index) => bytes[index] === byte);

const otherKind = (bytes: Buffer): string | undefined => {
  if (startsWith(bytes, 0xff, 0xfe) || startsWith(bytes, 0xfe, 0xff)) return 'is UTF-16; save it as UTF-8';
  if (startsWith(bytes, 0x50, 0x4b, 0x03, 0x04))
    return 'is a zip archive or a spreadsheet; unpack it or save it as CSV';
  return undefined;
};

/** How many bytes at the end begin a character that goes on in the next chunk. */
const unfinished = (bytes: Buffer): number => {
  for (let back = 1; back <= Math.min(3, bytes.length); back += 1) {
    const byte = bytes[bytes.length - back] ?? 0;
    if ((byte & 0xc0) === 0x80) continue;
    const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : 1;
    return length > back ? back : 0;
  }
  return 0;
};

/** Lets UTF-8 through as it is and refuses everything else. */
const utf8 = (): Transform => {
  let rest: Buffer = Buffer.alloc(0);
  const refusal = new NotText('is not UTF-8; save it as UTF-8, or name its encoding in the mapping');
  return new Transform({
    transform: (chunk: Buffer, _, done) => {
      const bytes = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
      const whole = bytes.length - unfinished(bytes);
      rest = bytes.subarray(whole);
      const ready = bytes.subarray(0, whole);
      done(isUtf8(ready) ? null : refusal, ready);
    },
    flush: (done) => done(rest.length === 0 ? null : refusal),
  });
};

const decoded = (encoding: string): Transform => {
  const decoder = new TextDecoder(encoding, { fatal: true });
  const refusal = new NotText(`is not ${encoding}`);
  const text = (bytes: Buffer | undefined): Buffer =>
    Buffer.from(decoder.decode(bytes, { stream: bytes !== undefined }));
  const attempt = (bytes: Buffer | undefined, done: (error: Error | null, data?: Buffer) => void): void => {
    try {
      done(null, text(bytes));
    } catch {
      done(refusal);
    }
  };
  return new Transform({
    transform: (chunk: Buffer, _, done) => attempt(chunk, done),
    flush: (done) => attempt(undefined, done),
  });
};

/** Refuses what is plainly no text by its first bytes. */
const plain = (): Transform => {
  let first = true;
  return new Transform({
    transform: (chunk: Buffer, _, done) => {
      const kind = first ? otherKind(chunk) : undefined;
      first = false;
      done(kind === undefined ? null : new NotText(kind), chunk);
    },
  });
};

/** Bytes in, UTF-8 out; fails with `NotText`. */
export const textBytes = (encoding: string): ReadonlyArray<Transform> =>
  /^utf-?8$/i.test(encoding) ? [plain(), utf8()] : [decoded(encoding)];
