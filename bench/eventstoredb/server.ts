import { spawn } from 'node:child_process';
import { once } from 'node:events';

const program = `
  const { startNode } = require('@casebook/event-store-eventstoredb/testing');
  startNode({ maxAppendSize: 16000000 }).then(({ url }) => console.log(url));
`;

/** The server of the tests in a process of its own, so that it takes nothing of the processor of those who are measured. */
export const startServer = async (): Promise<{ readonly url: string; readonly stop: () => Promise<void> }> => {
  const child = spawn(
    process.execPath,
    ['--conditions=casebook:source', '--require', 'esbuild-register', '--eval', program],
    { cwd: __dirname, stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const said: ReadonlyArray<unknown> = await once(child.stdout, 'data');
  return {
    url: String(said[0]).trim(),
    stop: async () => {
      const ended = once(child, 'exit');
      child.kill();
      await ended;
    },
  };
};
