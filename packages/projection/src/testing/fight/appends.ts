/** What a writer appends at once. */
export interface Append {
  /** Says all of it: whoever repeats it asks for the very same. */
  readonly name: string;
  readonly stream: string;
  /** At whatever revision the stream is, or at the one that this writer knows. */
  readonly expected: 'any' | 'known';
  readonly amounts: ReadonlyArray<number>;
  /** Milliseconds since 1970; some happened before what their stream has recorded already. */
  readonly happenedAt: number;
}

/** A log that writers append to. */
export interface Appender {
  /** `again` where somebody else was first, or where it is not known whether it was written. */
  readonly append: (append: Append) => Promise<'over' | 'again'>;
}

const length = 12; // turns that a stream lasts

/** Three kinds of loops: streams that all share, streams that are fought for, streams of one's own. */
export const appendOf = (writer: number, loop: number, turn: number, now: number): Append => {
  const name = `${writer}.${loop}.${turn}`;
  const part = Math.floor(turn / length);
  const isOwn = loop % 3 === 2;
  return {
    name,
    stream: isOwn ? `own ${writer} ${loop} ${part}` : `shared ${loop} ${part}`,
    expected: loop % 3 === 0 ? 'any' : 'known',
    amounts: Array.from({ length: 1 + (turn % 3) }, (_, index) => turn + index),
    happenedAt: now - (turn % 7 === 3 ? 2_500 : 0),
  };
};
