import { join } from 'node:path';
import { Worker } from 'node:worker_threads';

/** What PGlite said when it failed as a whole; failing statements are answers like any other. */
interface Fault {
  readonly message: string;
  readonly code?: string;
  readonly detail?: string;
}
type Reply = 'ready' | 'closed' | Uint8Array<ArrayBuffer> | { readonly fault: Fault };

/** PGlite in its thread: a request in PostgreSQL's protocol in, the answer out, one after the other. */
export interface Engine {
  readonly ask: (request: Uint8Array<ArrayBuffer>) => Promise<Uint8Array>;
  /** Ends the thread once all requests are answered. */
  readonly close: () => Promise<void>;
}

class EngineFailed extends Error {
  readonly code: string | undefined;
  readonly detail: string | undefined;
  constructor({ message, code, detail }: Fault) {
    super(message);
    this.code = code;
    this.detail = detail;
  }
}

interface Pending {
  readonly resolve: (reply: Reply) => void;
  readonly reject: (error: Error) => void;
}

/** Starts PGlite on a folder, or in memory where the folder is null. Rejects where PGlite cannot start. */
export const startEngine = async (folder: string | null): Promise<Engine> => {
  const worker = new Worker(join(__dirname, 'worker.cjs'), { workerData: { folder } });
  const pending: Pending[] = [];
  let ended: Error | undefined;

  const reply = (): Promise<Reply> =>
    new Promise((resolve, reject) => {
      if (ended !== undefined) return reject(ended);
      pending.push({ resolve, reject });
      worker.ref();
    });
  const end = (error: Error): void => {
    ended ??= error;
    for (const { reject } of pending.splice(0)) reject(ended);
  };
  worker.on('message', (message: Reply) => {
    const next = pending.shift();
    // A thread that nobody waits for must not keep the process alive.
    if (pending.length === 0) worker.unref();
    if (typeof message === 'object' && 'fault' in message) next?.reject(new EngineFailed(message.fault));
    else next?.resolve(message);
  });
  worker.on('error', end);
  worker.on('exit', () => end(new Error('PGlite has ended')));

  try {
    await reply();
  } catch (error) {
    await worker.terminate();
    throw error;
  }
  return {
    ask: async (request) => {
      const answer = reply();
      if (ended === undefined) worker.postMessage(request, [request.buffer]);
      const bytes = await answer;
      if (bytes instanceof Uint8Array) return bytes;
      throw new Error('PGlite gave an answer that is none');
    },
    close: async () => {
      if (ended !== undefined) return;
      const answer = reply();
      worker.postMessage('close');
      try {
        await answer;
      } finally {
        await worker.terminate();
      }
    },
  };
};
