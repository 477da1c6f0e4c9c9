/** A message of PostgreSQL's protocol, of texts that each end with a NUL and of bytes as they are. */
export const message = (letter: string, ...parts: ReadonlyArray<Buffer | string>): Buffer => {
  const body = Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(`${part}\0`) : part)));
  const head = Buffer.alloc(5);
  head.write(letter);
  head.writeUInt32BE(body.length + 4, 1);
  return Buffer.concat([head, body]);
};

/** The texts that stand in a message, each ended by a NUL. */
export const textsIn = (body: Buffer): ReadonlyArray<string> => body.toString('utf8').split('\0');
