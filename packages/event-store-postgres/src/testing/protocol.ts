/** One message of PostgreSQL's protocol, whole. */
export interface Message {
  /** Its letter; empty for the first one of a client, which has none. */
  readonly type: string;
  readonly bytes: Buffer;
}

/** Cuts what comes in pieces into messages; a client's first message has no letter. */
export const messagesOf = (who: 'client' | 'server'): ((piece: Buffer) => ReadonlyArray<Message>) => {
  let rest = Buffer.alloc(0);
  let header = who === 'client' ? 0 : 1;
  return (piece) => {
    rest = Buffer.concat([rest, piece]);
    const messages: Message[] = [];
    while (rest.length >= header + 4) {
      const length = header + rest.readInt32BE(header);
      if (rest.length < length) break;
      messages.push({ type: header === 0 ? '' : String.fromCharCode(rest[0] ?? 0), bytes: rest.subarray(0, length) });
      rest = rest.subarray(length);
      header = 1;
    }
    return messages;
  };
};
