import * as E from 'fp-ts/Either';
import { plainRulebook, type Rulebook } from '@casebook/domain';
import { textOf } from '@casebook/vocabulary';
import { agent } from './actors';
import { openTestCasebook, type TestCasebook } from './testing';
import { rulebookHash } from './rulebook-hash';
import { run } from './run';

jest.setTimeout(120_000); // each casebook is a database of its own

const hour = 3_600_000;
const closing = (hours: number): Rulebook['closing'] => ({
  ...plainRulebook.closing,
  autoCloseAfter: hours * hour,
  reopenWithin: null,
});
const first: Rulebook = { ...plainRulebook, version: 1, closing: closing(1) };
const second: Rulebook = { ...first, version: 2, closing: closing(2) };
const approved = { approvedBy: 'grace', changeNote: 'Cases close after an hour.', effectiveFrom: 'now' };

describe('the rulebook of a desk', () => {
  let casebook: TestCasebook;
  beforeAll(async () => {
    casebook = await openTestCasebook({ rulebooks: (tenant) => (tenant === 'begun-in-code' ? [first] : []) });
  });
  afterAll(() => casebook.close());

  const as = (tenant: string, name = 'ada') => casebook.as({ tenant, actor: agent(name) });
  const now = () => casebook.clock.now();

  test('is published with its hash, who approved it and why, and told with all that', async () => {
    const ada = as('telling');
    const { version, hash, effectiveFrom, events } = await run(ada.rulebook.publish(first, approved));
    expect({ version, effectiveFrom, types: events.map(({ type }) => type) }).toEqual({
      version: 1,
      effectiveFrom: now(),
      types: ['RulebookPublished'],
    });
    const published = { at: now(), by: agent('ada'), approvedBy: 'grace', changeNote: approved.changeNote };
    const told = { version: 1, hash, effectiveFrom, published, reviews: [] };
    expect(await run(ada.rulebook.versions())).toEqual([told]);
    const document = { ...first, hash, effectiveFrom };
    expect(await run(ada.rulebook.show())).toEqual({ ...told, rulebook: document });
    expect(hash).toBe(rulebookHash(document));
    expect(hash).toMatch(/^[0-9a-f]{64}$/);
  });

  test('decides from its instant on, and not before', async () => {
    const ada = as('deciding');
    const closesAt = async (): Promise<unknown> => {
      const { id } = await run(ada.cases.create({ channel: 'chat' }));
      const { events } = await run(ada.cases.resolve(id, { code: 'explained', notes: 'Told.' }));
      return events.map(({ event }) => (event.type === 'CaseResolved' ? [event.rulebook, event.closesAt] : []))[0];
    };
    expect(await closesAt()).toEqual([0, null]);
    await run(ada.rulebook.publish(first, approved));
    await run(ada.rulebook.publish(second, { ...approved, effectiveFrom: '2026-01-06T10:00+01:00' }));
    expect(await closesAt()).toEqual([1, '2026-01-05T10:00:00.000Z']);
    casebook.clock.moveTo('2026-01-06T09:00:00.000Z');
    expect(await closesAt()).toEqual([2, '2026-01-06T11:00:00.000Z']);
    const shown = async (asOf: string) => (await run(ada.rulebook.show({ asOf }))).version;
    expect(await shown('2026-01-06T08:59:59.999Z')).toBe(1);
    expect(await shown('2026-01-06T09:00:00.000Z')).toBe(2);
  });

  test('does not decide before its instant, also where it is the first of all', async () => {
    const ada = as('waiting');
    const effectiveFrom = '2026-02-01T00:00:00Z';
    await run(ada.rulebook.publish(first, { ...approved, effectiveFrom }));
    expect((await run(ada.rulebook.show())).version).toBe(0);
    expect((await run(ada.rulebook.show({ asOf: effectiveFrom }))).version).toBe(1);
  });

  test('is its tenant’s alone', async () => {
    await run(as('acme').rulebook.publish(first, approved));
    expect(await run(as('globex').rulebook.versions())).toEqual([]);
    expect((await run(as('globex').rulebook.show())).rulebook).toEqual(plainRulebook);
  });

  test('is published once by a command that is given twice, and only whole', async () => {
    const ada = as('repeating');
    const publish = ada.rulebook.publish(first, approved, { commandId: 'publish-1' });
    const before = await run(publish);
    const again = await run(publish);
    expect(again).toEqual({ ...before, repeated: true });
    expect(
      await ada.rulebook.publish({ ...second, teams: 'all' as never }, { ...approved, effectiveFrom: 'soon' })(),
    ).toEqual(E.left({ type: 'InvalidInput', faults: ['rulebook.teams: "all" must be a list of teams'] }));
    expect(await ada.rulebook.publish(second, { ...approved, effectiveFrom: 'soon' })()).toEqual(
      E.left({
        type: 'InvalidInput',
        faults: ['effectiveFrom: "soon" must be an instant with its zone, such as 2026-03-01T12:00:00Z'],
      }),
    );
    expect(await ada.rulebook.publish(second, { ...approved, effectiveFrom: undefined })()).toEqual(
      E.left({
        type: 'EffectiveTooEarly',
        effectiveFrom: '1970-01-01T00:00:00.000Z',
        earliest: now(),
      }),
    );
  });

  test('is reviewed on record', async () => {
    const ada = as('reviewing');
    await run(ada.rulebook.publish(first, approved));
    const finding = 'Nobody uses the category billing.';
    await run(
      as('reviewing', 'kim').rulebook.review(
        1,
        { outcome: 'toRevise', findings: [finding] },
        { commandId: 'review-1' },
      ),
    );
    const [{ reviews } = { reviews: [] }] = await run(ada.rulebook.versions());
    expect(reviews).toEqual([
      { reviewId: 'review-1', version: 1, outcome: 'toRevise', findings: [finding], at: now(), by: agent('kim') },
    ]);
    expect(await ada.rulebook.review(2, { outcome: 'confirmed' })()).toEqual(
      E.left({ type: 'VersionUnknown', version: 2 }),
    );
    expect(await ada.rulebook.show({ version: 2 })()).toEqual(E.left({ type: 'VersionUnknown', version: 2 }));
  });

  test('goes on in the log where code has begun it', async () => {
    const ada = as('begun-in-code');
    await run(ada.rulebook.publish(second, approved));
    expect(await run(ada.rulebook.versions())).toMatchObject([
      { version: 1, hash: null, published: null },
      { version: 2, effectiveFrom: now() },
    ]);
  });

  test('has a hash that does not hang on the order in which it was written, and on all else', () => {
    const turned = Object.fromEntries(Object.entries(first).reverse()) as unknown as Rulebook;
    expect(rulebookHash(turned)).toBe(rulebookHash(first));
    expect(rulebookHash({ ...first, hash: textOf('another') })).toBe(rulebookHash(first));
    expect(rulebookHash({ ...first, closing: closing(2) })).not.toBe(rulebookHash(first));
  });
});

test('who may change a rulebook is said by authorizeRulebook; nobody may where only authorize is there', async () => {
  const grace = { tenant: 'acme', actor: agent('grace') };
  const everything = () => E.right(undefined);
  const silent = await openTestCasebook({ authorize: everything });
  expect(await silent.as(grace).rulebook.publish(first, approved)()).toMatchObject(
    E.left({ type: 'NotAuthorized', command: 'PublishRulebook' }),
  );
  await silent.close();

  const fourEyes = await openTestCasebook({
    authorize: everything,
    authorizeRulebook: (actor, command) =>
      command.type === 'PublishRulebook' && command.approvedBy === actor.id
        ? E.left({ type: 'NotAuthorized', actor, command: command.type, because: 'it is your own' })
        : E.right(undefined),
  });
  expect(await fourEyes.as(grace).rulebook.publish(first, approved)()).toMatchObject(
    E.left({ type: 'NotAuthorized', because: 'it is your own' }),
  );
  const { version } = await run(fourEyes.as({ ...grace, actor: agent('ada') }).rulebook.publish(first, approved));
  expect(version).toBe(1);
  await fourEyes.close();
});

test('a rulebook from code must be one that can be decided by', async () => {
  const unfit = { ...first, version: -1 };
  await expect(openTestCasebook({ rulebooks: [unfit] })).rejects.toMatchObject({
    cause: { type: 'RulebookUnreadable', faults: ['version: -1 must be a whole number from 0'] },
  });
  await expect(openTestCasebook({ rulebooks: [first, first] })).rejects.toThrow('a version of its own');
});
