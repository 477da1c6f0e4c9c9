import { Duplex } from 'node:stream';
import type { Engine } from './engine';

const typed = (letter: string): number => letter.charCodeAt(0);
/** A client may stop after these and wait: until then its messages are gathered into one request. */
const complete = new Set([typed('Q'), typed('S'), typed('H'), typed('c'), typed('f'), typed('p')]);
const terminate = typed('X');

const simpleQuery = (sql: string): Uint8Array<ArrayBuffer> => {
  const text = Buffer.from(`${sql}\0`);
  const message = new Uint8Array(5 + text.length);
  message[0] = typed('Q');
  new DataView(message.buffer).setUint32(1, 4 + text.length);
  message.set(text, 5);
  return message;
};

const joined = (chunks: ReadonlyArray<Uint8Array>): Uint8Array<ArrayBuffer> => {
  const bytes = new Uint8Array(chunks.reduce((length, chunk) => length + chunk.length, 0));
  let offset = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, offset);
    offset += chunk.length;
  }
  return bytes;
};

/**
 * What `pg` takes for its socket, with PGlite at the other end. PGlite has one session for ever, so a client that leaves
 * takes its transaction and settings with it: the next one finds the session as new.
 */
export class PGliteSocket extends Duplex {
  readonly #engine: Engine;
  #gathered: Uint8Array[] = [];
  #greeted = false;

  constructor(engine: Engine) {
    super();
    this.#engine = engine;
  }

  connect(): this {
    setImmediate(() => this.emit('connect'));
    return this;
  }
  setNoDelay(): this {
    return this;
  }
  setKeepAlive(): this {
    return this;
  }
  ref(): this {
    return this;
  }
  unref(): this {
    return this;
  }

  override _read(): void {}

  override _write(chunk: Uint8Array, _encoding: BufferEncoding, done: (error?: Error) => void): void {
    this.#take([chunk]).then(() => done(), done);
  }

  override _writev(chunks: ReadonlyArray<{ readonly chunk: Uint8Array }>, done: (error?: Error) => void): void {
    this.#take(chunks.map(({ chunk }) => chunk)).then(() => done(), done);
  }

  override _final(done: (error?: Error) => void): void {
    this.push(null);
    done();
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    this.#reset().then(
      () => done(error),
      () => done(error), // the engine has ended: nothing to leave behind
    );
  }

  async #reset(): Promise<void> {
    if (!this.#greeted) return;
    this.#greeted = false;
    await this.#engine.ask(simpleQuery('rollback'));
    await this.#engine.ask(simpleQuery('discard all'));
  }

  // `pg` writes one protocol message a chunk, so that the first byte of the last chunk says what the client waits for.
  async #take(chunks: ReadonlyArray<Uint8Array>): Promise<void> {
    const last = chunks.at(-1)?.[0] ?? 0;
    if (last === terminate) return;
    this.#gathered.push(...chunks);
    if (this.#greeted && !complete.has(last)) return;
    const request = joined(this.#gathered);
    this.#gathered = [];
    this.#greeted = true;
    const answer = await this.#engine.ask(request);
    if (answer.length > 0) this.push(Buffer.from(answer.buffer, answer.byteOffset, answer.length));
  }
}
