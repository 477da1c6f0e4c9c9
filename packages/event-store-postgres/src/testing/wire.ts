/** One message of PostgreSQL's protocol, as it came. */
export interface Message {
  readonly letter: string;
  readonly body: Buffer;
  readonly raw: Buffer;
}

/** Cuts what comes into messages; what is not yet whole is kept for the next call. */
export const chunked = (): ((data: Buffer) => ReadonlyArray<Message>) => {
  let rest = Buffer.alloc(0);
  return (data) => {
    rest = Buffer.concat([rest, data]);
    const messages: Message[] = [];
    while (rest.length >= 5) {
      const end = 1 + rest.readUInt32BE(1);
      if (rest.length < end) break;
      const raw = rest.subarray(0, end);
      messages.push({ letter: String.fromCharCode(raw.readUInt8(0)), body: raw.subarray(5), raw });
      rest = rest.subarray(end);
    }
    return messages;
  };
};

export const message = (letter: string, ...parts: ReadonlyArray<Buffer | string>): Buffer => {
  const body = Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(`${part}\0`) : part)));
  const head = Buffer.alloc(5);
  head.write(letter);
  head.writeUInt32BE(body.length + 4, 1);
  return Buffer.concat([head, body]);
};

/** The texts that stand in a message, each ended by a NUL. */
export const textsIn = (body: Buffer): ReadonlyArray<string> => body.toString('utf8').split('\0');
