import { startPrivatePostgres, type PrivatePostgres } from '@casebook/postgres-for-tests';
import { crashRounds, type CrashOptions, type Round } from '../testing/crash/rounds';

describe('a log whose writers and server are killed at any moment', () => {
  let server: PrivatePostgres;
  beforeAll(async () => {
    server = await startPrivatePostgres();
  }, 60_000);
  afterAll(() => server.stop());

  const seed = Date.now() % 1_000_000;
  const all = async (options: Pick<CrashOptions, 'rounds' | 'settings'>): Promise<ReadonlyArray<Round>> => {
    const rounds: Round[] = [];
    for await (const round of crashRounds({ server, seed, ...options })) {
      rounds.push(round);
      if (round.faults.length > 0) break;
    }
    return rounds;
  };

  test('has every acknowledged event once and in order, others whole or not at all, and is followed across the crash', async () => {
    const rounds = await all({ rounds: 10 });
    expect({ seed, faults: rounds.flatMap(({ faults }) => faults) }).toEqual({ seed, faults: [] });
    expect(rounds).toHaveLength(11);
    expect(rounds.at(-1)?.acknowledged).toBeGreaterThan(10 * 30);
  }, 180_000);

  test('is seen to lose events where the server acknowledges before it has written', async () => {
    const lost = all({ rounds: 10, settings: { synchronous_commit: 'off' } });
    const faults = (await lost).flatMap((round) => round.faults);
    expect(faults).toContainEqual(expect.stringMatching(/lost$|and found at|not the first ones/));
  }, 180_000);
});
