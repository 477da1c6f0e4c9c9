import { startPrivatePostgres, type PrivatePostgres } from '@casebook/postgres-for-tests';
import { casebook } from './testing/fight/casebook/contender';
import type { Contender } from './testing/fight/contender';
import { wordsOf } from './testing/fight/examine';
import { faulty } from './testing/fight/faulty/contender';
import { fightRounds } from './testing/fight/rounds';

const lease = 500; // milliseconds
const minutes = 5;

describe('read models that several workers fight over, killed and stopped at any moment', () => {
  let server: PrivatePostgres;
  beforeAll(async () => {
    server = await startPrivatePostgres();
  }, 60_000);
  afterAll(() => server.stop());

  const seed = Date.now() % 1_000_000;
  const faultsOf = async (contender: Contender, rounds: number): Promise<ReadonlyArray<string>> => {
    for await (const { faults, others } of fightRounds({ server, contender, rounds, seed })) {
      const found = [...faults.map(wordsOf), ...others];
      if (found.length > 0) return [`seed ${seed}`, ...found];
    }
    return [];
  };

  test(
    'count every event once and each stream in its order',
    async () => {
      expect(await faultsOf(casebook(lease), 11)).toEqual([]);
    },
    minutes * 60_000,
  );

  test(
    'are seen to be right where a small worker is',
    async () => {
      expect(await faultsOf(faulty('nothing', lease), 3)).toEqual([]);
    },
    minutes * 60_000,
  );

  test.each([
    ['checkpoint apart', /counted twice|than its checkpoint says/],
    ['checkpoint not compared', /counted twice|went back/],
    ['lease not checked', /before the lease of .* ended/],
  ] as const)(
    'are seen to be wrong where a worker has this fault: %s',
    async (planted, words) => {
      expect(await faultsOf(faulty(planted, lease), 40)).toContainEqual(expect.stringMatching(words));
    },
    minutes * 60_000,
  );
});
