import { parseArgs } from 'node:util';
import { startPrivatePostgres } from '@casebook/postgres-for-tests';
import { crashRounds, type Round } from './rounds';

// `pnpm crash [--rounds 200] [--seed N]`: kills writers and the server, round after round, and ends with 1 where anything was lost.
const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '200' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
  },
});
const [rounds, seed] = [Number(values.rounds), Number(values.seed)];

const aLog = 40; // rounds: what is examined after each is all of the log, which grows

const lineOf = ({ round, killed, after, acknowledged, events, unanswered, faults }: Round): string =>
  [
    `round ${round}`,
    `killed ${killed} after ${after} ms`,
    `${acknowledged} appends acknowledged`,
    `${events} events seen`,
    `of ${unanswered.written + unanswered.not} unanswered ${unanswered.written} written`,
    faults.length === 0 ? 'all there once' : `WRONG: ${faults.slice(0, 5).join('; ')}`,
  ].join(', ');

const main = async (): Promise<void> => {
  if (!Number.isSafeInteger(rounds) || rounds < 1 || !Number.isSafeInteger(seed))
    throw new Error('pnpm crash [--rounds NUMBER] [--seed NUMBER], both whole, the first one at least 1');
  const server = await startPrivatePostgres();
  console.log(`${rounds} rounds, seed ${seed}, on ${server.origin}`);
  try {
    let wrong = 0;
    for (let before = 0; before < rounds; before += aLog)
      for await (const found of crashRounds({ server, rounds: Math.min(aLog, rounds - before), seed: seed + before })) {
        console.log(lineOf({ ...found, round: before + found.round }));
        wrong += found.faults.length;
      }
    console.log(wrong === 0 ? 'nothing was lost, doubled or torn' : `${wrong} faults; seed ${seed}`);
    if (wrong > 0) process.exitCode = 1;
  } finally {
    await server.stop();
  }
};

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
