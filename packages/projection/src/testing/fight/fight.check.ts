import { parseArgs } from 'node:util';
import { startPrivatePostgres } from '@casebook/postgres-for-tests';
import { casebook } from './casebook/contender';
import { emmett } from './emmett/contender';
import { wordsOf, type Fault } from './examine';
import { fightRounds, type Round } from './rounds';

// `pnpm fight [--rounds 200] [--seed N] [--lease MILLISECONDS] [--emmett]`: workers fight over the same read models, are killed and stopped, round after
// round. Ends with 1 where an event was not counted once; what Emmett does is told, and never ends with 1.
const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '200' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    lease: { type: 'string' },
    emmett: { type: 'boolean', default: false },
  },
});
const [rounds, seed] = [Number(values.rounds), Number(values.seed)];
const lease = Number(values.lease ?? (values.emmett ? 5_000 : 1_000));
const contender = values.emmett ? emmett(Math.max(1, Math.round(lease / 1_000))) : casebook(lease);

const aLog = 20; // rounds: what is examined after each is all of the log, which grows

const kinds = ['counted twice', 'missed', 'out of order', 'not in the log', 'wrong figures'] as const;

const summed = (faults: ReadonlyArray<Fault>): ReadonlyArray<string> =>
  kinds.flatMap((kind) => {
    const count = faults.reduce((sum, { what, positions }) => (what === kind ? sum + positions.length : sum), 0);
    return count === 0 ? [] : [`${count} ${kind}`];
  });

const lineOf = ({ round, acts, events, takeovers, faults, others }: Round): string =>
  [
    `round ${round}`,
    acts.length === 0 ? 'nobody disturbed' : acts.join(', '),
    `${events} events in the log`,
    ...(takeovers.length === 0
      ? []
      : [`taken over within ${Math.max(...takeovers)} ms${isLate({ takeovers }) ? ', TOO LATE' : ''}`]),
    faults.length + others.length === 0
      ? 'all counted once'
      : `WRONG: ${[...summed(faults), ...faults.slice(0, 2).map(wordsOf), ...others.slice(0, 3)].join('; ')}`,
  ].join(' | ');

const slack = 3_000; // milliseconds, beyond the lease

const isLate = ({ takeovers }: Pick<Round, 'takeovers'>): boolean =>
  takeovers.some((millis) => millis > contender.lease + slack);

const total = (rounds: ReadonlyArray<Round>): void => {
  const ends = rounds.filter((_, index) => (index + 1) % aLog === 0 || index === rounds.length - 1);
  const events = ends.reduce((sum, round) => sum + round.events, 0);
  const standing = summed(ends.flatMap((round) => round.standing));
  const taken = rounds.flatMap(({ takeovers }) => takeovers);
  console.log(`${events} events: ${standing.length === 0 ? 'all counted once' : standing.join(', ')}`);
  if (taken.length > 0) console.log(`${taken.length} takeovers, the longest ${Math.max(...taken)} ms`);
};

const main = async (): Promise<void> => {
  if (![rounds, seed, lease].every(Number.isSafeInteger) || rounds < 1 || lease < 100)
    throw new Error(
      'pnpm fight [--rounds NUMBER] [--seed NUMBER] [--lease MILLISECONDS] [--emmett], all whole, the lease at least 100',
    );
  const server = await startPrivatePostgres();
  console.log(`${contender.name}: ${rounds} rounds, seed ${seed}, on ${server.origin}`);
  const all: Round[] = [];
  try {
    for (let before = 0; before < rounds; before += aLog)
      for await (const found of fightRounds({
        server,
        contender,
        rounds: Math.min(aLog, rounds - before),
        seed: seed + before,
      })) {
        const round = { ...found, round: before + found.round };
        console.log(lineOf(round));
        all.push(round);
      }
    total(all);
    const wrong = all.filter((round) => round.faults.length + round.others.length > 0 || isLate(round));
    if (wrong.length > 0 && !values.emmett) process.exitCode = 1;
  } finally {
    await server.stop();
  }
};

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
