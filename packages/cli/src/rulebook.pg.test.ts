import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { openDatabase } from '@casebook/event-store-postgres';
import { start, type Ended } from './testing/command';

const database = process.env['CASEBOOK_TEST_DATABASE_URL'] ?? 'set by the global setup of jest';
const schema = `rulebook_${process.pid}`;
const folder = mkdtempSync(join(tmpdir(), 'casebook-rulebook-'));
const examples = resolve(__dirname, '../../../examples/rulebooks');
const first = join(examples, 'first-rulebook.yaml');
const second = join(folder, 'second.yaml');

/** The command as somebody types it, on a desk of its own. */
const rulebook = (...args: ReadonlyArray<string>): Promise<Ended> =>
  start('rulebook', ...args, '--database', database, '--schema', schema, '--no-color').ended;
const json = async (...args: ReadonlyArray<string>): Promise<unknown> =>
  JSON.parse((await rulebook(...args, '--json')).stdout);

jest.setTimeout(60_000);

beforeAll(() => {
  const changed = readFileSync(first, 'utf8')
    .replace('version: 1', 'version: 2')
    .replace('warnings: [50]', 'warnings: [75]')
    .replace('[replaced, repaired]', '[replaced, repaired, refunded]');
  writeFileSync(second, changed);
});

afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  const { pool, close } = await openDatabase({ url: database });
  for (const name of [schema, `${schema}_analytics`, `${schema}_keys`])
    await pool.query(`drop schema if exists ${name} cascade`);
  await close();
});

describe('casebook rulebook', () => {
  test.each(['electronics-retailer', 'first-rulebook'])('lint finds nothing in the example %s', async (name) => {
    const file = join(examples, `${name}.yaml`);
    expect(await rulebook('lint', file)).toEqual({
      status: 0,
      stdout: `Nothing found: ${file} can be published.\n`,
      stderr: '',
    });
  });

  test('lint names each fault with its line, its column and what would be right; publish refuses it too', async () => {
    const wrong = join(folder, 'wrong.yaml');
    writeFileSync(wrong, 'version: 1\nclosing:\n  autoCloseAfter: 5 days\n  reopenWithin: 14d\n');
    const fault = `${wrong}:3:19: closing.autoCloseAfter: "5 days" must be a duration: 30s, 45min, 48h or 5d (a day is 24 hours), or whole milliseconds`;
    const { status, stdout } = await rulebook('lint', wrong);
    expect({ status, stdout }).toEqual({ status: 2, stdout: `${fault}\n\n1 fault. It cannot be published so.\n` });
    const publish = await rulebook('publish', wrong, '--approved-by', 'grace', '--note', 'The first.');
    expect({ status: publish.status, first: publish.stderr.split('\n')[0] }).toEqual({ status: 2, first: fault });
  });

  test('publish puts the next version on record, and says what to do where it is not the next', async () => {
    expect((await rulebook('publish', second, '--approved-by', 'grace', '--note', 'Too soon.')).stderr).toContain(
      'The file says version 2; the next one is 1.',
    );
    const published = await rulebook('publish', first, '--approved-by', 'grace', '--note', 'The first.');
    expect(published).toMatchObject({ status: 0, stderr: '' });
    expect(published.stdout).toMatch(/^Version 1 of the rulebook of desk was published, approved by grace\.\n/);
    const late = ['--approved-by', 'grace', '--note', 'Later.', '--effective-from'];
    expect((await rulebook('publish', second, ...late, '2020-01-01T00:00Z')).stderr).toContain(
      'It cannot count from 2020-01-01T00:00:00.000Z on',
    );
    expect(await json('publish', second, ...late, '2999-01-01T00:00+01:00')).toMatchObject({
      version: 2,
      effectiveFrom: '2998-12-31T23:00:00.000Z',
      isNew: true,
    });
  });

  test('show tells a version, who approved it and why; as YAML it can be published elsewhere', async () => {
    const { stdout } = await rulebook('show');
    expect(stdout).toMatch(
      /^Rulebook, version 1 {2}in effect from .*\n\nPublished .* approved by grace: The first\.\n/,
    );
    expect(stdout).toContain('target: 48h');
    expect(await json('show', '--as-of', '2999-01-01')).toMatchObject({ version: 2, rulebook: { version: 2 } });
    const copy = join(folder, 'copy.yaml');
    writeFileSync(copy, (await rulebook('show', '1', '--yaml')).stdout);
    expect((await rulebook('diff', '1', copy)).stdout).toContain('They say the same.');
    const none = await rulebook('show', '3');
    expect({ status: none.status, said: none.stderr }).toMatchObject({
      status: 3,
      said: expect.stringContaining('There is no version 3'),
    });
  });

  test('diff says in words what differs, by name, between versions and files alike', async () => {
    const changes = [
      'the service level ‘resolve in 48 hours’ warns at 75 % now, before at 50 %',
      'the resolution code ‘refunded’ is new',
    ];
    for (const [before, after] of [['1', '2'] as const, [first, second] as const, ['1', second] as const])
      expect(await json('diff', before, after)).toMatchObject({ changes: changes.map((text) => ({ text })) });
    expect((await rulebook('diff', '1', '2')).stdout).toBe(
      `Changes of the rulebook  from version 1 to version 2\n\n~ ${changes[0]}\n+ ${changes[1]}\n`,
    );
  });

  test('review puts on record what was found; what is to be revised must be said', async () => {
    const { status, stdout } = await rulebook('review', '1', '--outcome', 'confirmed');
    expect({ status, stdout }).toEqual({
      status: 0,
      stdout: 'Version 1 of the rulebook of desk was reviewed: it is confirmed, nothing to change.\n',
    });
    const findings = ['Nothing is put into billing.', 'Screens take longer.'];
    expect(
      await json(
        'review',
        '1',
        '--outcome',
        'toRevise',
        '--finding',
        findings[0] ?? '',
        '--finding',
        findings[1] ?? '',
      ),
    ).toMatchObject({ version: 1, outcome: 'toRevise', findings });
    const silent = await rulebook('review', '1', '--outcome', 'toRevise');
    expect({ status: silent.status, said: silent.stderr }).toEqual({
      status: 2,
      said: expect.stringContaining('found'),
    });
    expect((await rulebook('show', '1')).stdout).toContain('Screens take longer.');
  });
});
