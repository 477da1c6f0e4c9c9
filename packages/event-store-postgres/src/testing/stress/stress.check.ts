import { isDeepStrictEqual, parseArgs } from 'node:util';
import { startPrivatePostgres } from '@casebook/postgres-for-tests';
import { openDatabase } from '../../database';
import { migrate } from '../../schema/migrate';
import { appendOf, nameOf } from '../crash/appends';
import { stressRound } from './round';

// `pnpm stress [--rounds 10] [--seed N] [--seconds 5]`: 24 writers, one transaction of ten rolled back; ends with 1 where a reader missed or doubled an event.
const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '10' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    seconds: { type: 'string', default: '5' },
  },
});
const [rounds, seed, seconds] = [Number(values.rounds), Number(values.seed), Number(values.seconds)];

const main = async (): Promise<void> => {
  if (![rounds, seed, seconds].every(Number.isSafeInteger) || rounds < 1 || seconds < 1)
    throw new Error(
      'pnpm stress [--rounds NUMBER] [--seed NUMBER] [--seconds NUMBER], all whole, rounds and seconds at least 1',
    );
  const server = await startPrivatePostgres();
  console.log(`${rounds} rounds of ${seconds} s, seed ${seed}, on ${server.origin}`);
  try {
    for (let round = 1; round <= rounds; round += 1) {
      const database = await openDatabase({ url: server.url, schema: `stress_${round}` });
      await migrate(database);
      const settings = { writers: 24, millis: seconds * 1000, commits: 1, seed: seed + round * 100 };
      const seen = await stressRound(database, settings, (writer, turn) => appendOf(nameOf(writer, writer % 5, turn)));
      await database.close();
      const { all, naive, first, second, commits, rollbacks, disorder } = seen;
      const byTransaction = [...seen.byTransaction].sort((a, b) => a - b);
      const isRight =
        [first, second, byTransaction].every((one) => isDeepStrictEqual(one, all)) && disorder.length === 0;
      console.log(
        `round ${round}: ${commits} commits, ${rollbacks} rollbacks, ${all.length} events; a naive reader missed ${all.length - naive.length}, ` +
          `ours ${all.length - new Set(first).size}, doubled ${first.length - new Set(first).size}${isRight ? '' : ': WRONG'}`,
      );
      if (!isRight) process.exitCode = 1;
    }
  } finally {
    await server.stop();
  }
};

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
