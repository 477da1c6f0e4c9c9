// Runs one server for a process that may die at any moment. The server lives as long as our standard input is open:
// when the process on its other end stops, is killed or crashes, the server is shut down and its folder removed.
const { spawn } = require('node:child_process');
const { openSync, rmSync } = require('node:fs');

const { program, args, account, folder, log } = JSON.parse(process.argv[2]);

const output = openSync(log, 'a');
const server = spawn(program, args, { ...account, cwd: folder, stdio: ['ignore', output, output] });
let stopping = false;

server.on('error', (error) => {
  require('node:fs').writeSync(output, `${error.message}\n`);
  process.exit(1);
});
server.on('exit', () => {
  if (stopping) rmSync(folder, { recursive: true, force: true });
  process.exit(stopping ? 0 : 1);
});

const stop = () => {
  if (stopping) return;
  stopping = true;
  server.kill('SIGINT'); // PostgreSQL's fast shutdown: sessions are ended, data is written
  setTimeout(() => server.kill('SIGQUIT'), 10_000).unref();
};
process.stdin.on('end', stop).on('error', stop).resume();
process.on('SIGTERM', stop).on('SIGINT', stop).on('SIGHUP', stop);
