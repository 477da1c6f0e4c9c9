import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';

/** A service as a process of its own. */
export interface Service {
  /** As Ctrl-C does it; rejects where it does not end well. */
  readonly stop: () => Promise<void>;
  /** At once, whatever it is doing. */
  readonly kill: () => void;
}

export const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new TypeError('a server on a port has an address');
  return address.port;
};

/** Starts a program and waits until it prints `ready`. */
export const startService = async (
  [program = '', ...args]: ReadonlyArray<string>,
  ready: string,
  options: { readonly cwd: string; readonly env: Readonly<Record<string, string>> },
): Promise<Service> => {
  const child = spawn(program, args, { cwd: options.cwd, env: { ...process.env, ...options.env } });
  let said = '';
  const ended = once(child, 'close');
  const isReady = new Promise<void>((resolve) => {
    const hear = (chunk: Buffer): void => {
      said += chunk.toString();
      if (said.includes(ready)) resolve();
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
  });
  const tooSoon = ended.then(() => Promise.reject(new Error(`the service ended by itself:\n${said}`)));
  tooSoon.catch(() => undefined); // later on it may end
  await Promise.race([isReady, tooSoon]);
  return {
    stop: async () => {
      child.kill('SIGINT');
      const [code]: ReadonlyArray<unknown> = await ended;
      if (code !== 0) throw new Error(`the service was to end well on SIGINT, not with ${String(code)}:\n${said}`);
    },
    kill: () => void child.kill('SIGKILL'),
  };
};
