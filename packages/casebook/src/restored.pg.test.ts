import { agent, customer, openCasebook, run, type Casebook } from '@casebook/casebook';
import { testDatabases } from '@casebook/event-store-postgres/testing';

describe.each(testDatabases)('a casebook on $name whose log was restored', ({ open }) => {
  const opened: Casebook[] = [];
  const warned: string[] = [];
  beforeAll(() => {
    jest.spyOn(process, 'emitWarning').mockImplementation((warning) => void warned.push(String(warning)));
  });
  afterAll(() => jest.restoreAllMocks());

  test('to an earlier moment than its read models builds them anew, and folds what comes next', async () => {
    const database = await open();
    const { pool, schema } = database;
    const opening = () => openCasebook({ pool, schema }).then((casebook) => (opened.push(casebook), casebook));
    const create = (casebook: Casebook, channel: 'chat' | 'email' | 'phone') =>
      run(casebook.as({ tenant: 'acme', actor: customer('grace') }).cases.create({ channel }));
    const counted = async (casebook: Casebook): Promise<unknown> =>
      (await run(casebook.sql('select channel from fact_case order by channel'))).rows;
    try {
      const before = await opening();
      await create(before, 'chat');
      const kept = await run(before.log.head());
      const { id } = await create(before, 'email');
      await run(before.as({ tenant: 'acme', actor: agent('ada') }).cases.addNote(id, { body: 'lost too' }));
      expect(await counted(before)).toEqual([{ channel: 'chat' }, { channel: 'email' }]);
      expect(await run(before.readModels.ahead())).toEqual([]);

      // As if the log's tables were from an earlier dump than the others.
      for (const statement of [
        `alter table "${schema}".events disable trigger append_only`,
        `delete from "${schema}".events where position > ${kept}`,
        `alter table "${schema}".events enable trigger append_only`,
        `delete from "${schema}".streams as s where not exists (select from "${schema}".events as e where e.stream = s.stream)`,
        `select setval('"${schema}".positions', 1)`,
      ])
        await pool.query(statement);

      const after = await opening();
      expect(warned).toEqual([
        expect.stringContaining(`goes up to position ${kept}, and 2 would have been given next`),
        expect.stringContaining('These read models held more than the log and are built anew: '),
      ]);
      expect((await run(after.readModels.check())).drifts).toEqual([]);
      expect(await counted(after)).toEqual([{ channel: 'chat' }]);
      await create(after, 'phone');
      expect(await counted(after)).toEqual([{ channel: 'chat' }, { channel: 'phone' }]);
      expect(await run((await opening()).readModels.ahead())).toEqual([]);
      expect(warned).toHaveLength(2);
    } finally {
      for (const casebook of opened.splice(0)) await casebook.close();
      warned.length = 0;
      await database.close();
    }
  }, 60_000);
});
