import { CommanderError } from 'commander';
import { exitCodes } from './exit-codes';
import { program } from './program';
import type * as Prose from './prose';
import { stopEverything } from './stopping';

// Loaded where something has gone wrong: it knows the failures of every package.
declare const require: (module: './prose') => typeof Prose;

const complain = (text: string): void => void process.stderr.write(`${text}\n`);

/** A stack belongs to a bug only; what is the user's to mend is said in prose. */
const explain = (thrown: unknown): number => {
  if (thrown instanceof CommanderError) return thrown.exitCode === 0 ? exitCodes.done : exitCodes.wrongUsage;
  const prose = require('./prose').proseOf(thrown);
  if (prose !== undefined) {
    complain(prose.text);
    return prose.exit;
  }
  complain('This is a bug in Casebook. Please report it with the lines below and with what you did.');
  complain(thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown));
  return exitCodes.bug;
};

const patience = 5_000; // milliseconds: what has not come to rest by then can be left as after a crash

const leave = async (code: number): Promise<void> => {
  await Promise.race([stopEverything(), new Promise((over) => setTimeout(over, patience))]);
  process.exit(code);
};

/** Runs one command and sets the exit code. Closes what is open whatever happens: an interrupt, a pipe that nobody reads. */
export const run = async (argv: ReadonlyArray<string>): Promise<void> => {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') void leave(exitCodes.done);
    else throw error;
  });
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => {
      process.once(signal, () => process.exit(exitCodes.interrupted)); // whoever asks twice does not want to wait
      void leave(exitCodes.interrupted);
    });
  try {
    await program().parseAsync(argv, { from: 'user' });
  } catch (thrown) {
    process.exitCode = explain(thrown);
  } finally {
    await stopEverything();
  }
};
