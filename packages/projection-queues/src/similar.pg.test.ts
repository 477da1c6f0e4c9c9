import { caseEventSchemas, type CaseEvent } from '@casebook/domain';
import { happened } from '@casebook/domain/testing';
import { eventCodec } from '@casebook/event-store';
import { testDatabases } from '@casebook/event-store-postgres/testing';
import { openReadModels, type ReadModels } from '@casebook/projection';
import { recordedLog } from '@casebook/projection/contract';
import * as E from 'fp-ts/Either';
import { CompiledQuery, type Kysely } from 'kysely';
import { Instant, literal, TenantId, textOf } from '@casebook/vocabulary';
import { caseTraits } from './case-traits';
import type { Traits } from './likeness';
import { queueEntries } from './queue-entries';
import { narrowings, similarCases, traitsOf } from './similar';
import type { QueueTables } from './tables';

const tenant = literal(TenantId, 'acme');
const at = literal(Instant, '2026-06-15T12:00:00.000Z');
const nothing: Traits = { customer: null, product: null, caseType: null, category: null, fields: {}, subject: null };

interface Sketch {
  readonly customer?: string;
  readonly product?: string;
  readonly category?: string;
  readonly serial?: string;
  readonly subject?: string;
  readonly over?: true;
  readonly created?: string;
}

const desk: { readonly [id: string]: Sketch } = {
  twin: { customer: 'c-7', product: 'phone', category: 'technical/display', serial: 'A-1', subject: 'Screen dark' },
  customers: { customer: 'c-7', product: 'tablet', subject: 'Where is my refund?' },
  serial: { customer: 'c-8', product: 'phone', serial: 'A-1' },
  kind: { customer: 'c-9', product: 'phone', category: 'technical/display', created: '09:00' },
  'kind, newer': { customer: 'c-9', product: 'phone', category: 'technical/display', created: '10:00' },
  words: { customer: 'c-9', subject: 'The SCREEN is dark' },
  product: { customer: 'c-9', product: 'phone' },
  over: { customer: 'c-7', product: 'phone', serial: 'A-1', subject: 'Screen dark', over: true },
  tomorrow: { customer: 'c-7', created: '13:00' },
};

const events = (id: string, { customer, product, category, serial, subject, over, created }: Sketch) => {
  const begun = `2026-06-15T${created ?? '08:00'}`;
  return [
    happened('CaseCreated', begun, {
      number: id,
      customer: customer ?? null,
      product: product ?? null,
      fields: serial === undefined ? {} : { serial: textOf(serial) },
      subject: subject === undefined ? null : textOf(subject),
    }),
    ...(category === undefined ? [] : [happened('CaseCategorized', begun, { category })]),
    ...(over === undefined ? [] : [happened('CaseResolved', '2026-06-15T11:00')]),
  ];
};

describe.each(testDatabases)('similar cases, on $name', ({ open }) => {
  let database: Awaited<ReturnType<typeof open>>;
  let models: ReadModels;
  let db: Kysely<QueueTables>;

  beforeAll(async () => {
    database = await open();
    const codec = eventCodec<CaseEvent>(caseEventSchemas);
    const log = recordedLog();
    for (const [id, sketch] of Object.entries(desk))
      for (const event of events(id, sketch)) log.record({ id, ...codec.encode(event) });
    models = openReadModels({
      db: database.kysely,
      schema: database.schema,
      log,
      codec,
      projections: [queueEntries, caseTraits],
    });
    expect(E.isRight(await models.migrate()())).toBe(true);
    db = models.db;
  }, 60_000);
  afterAll(() => database.close());

  const similar = async (known: Partial<Traits>, more = {}) =>
    similarCases(db, { tenant, at, to: { ...nothing, ...known }, ...more });
  const numbers = async (known: Partial<Traits>, more = {}) => (await similar(known, more)).map(({ number }) => number);

  test('are the open ones that have enough in common, the most alike first, of those alike the newest', async () => {
    const known = { customer: 'c-7', product: 'phone', category: 'technical/display', fields: { serial: 'A-1' } };
    expect(await numbers({ ...known, subject: 'Dark screen' })).toEqual([
      'twin',
      'serial',
      'kind, newer',
      'kind',
      'customers',
      'words',
    ]);
  });

  test('come with their place in the queue and with the reasons', async () => {
    const [first] = await similar({ customer: 'c-7', fields: { serial: 'A-1' } });
    expect(first).toMatchObject({
      number: 'twin',
      status: 'New',
      team: null,
      subject: 'Screen dark',
      product: 'phone',
      age: 4 * 3_600_000,
      score: 70,
      reasons: [
        { factor: 'customer', matched: 'c-7', points: 35 },
        { factor: 'fields.serial', matched: 'A-1', points: 35 },
      ],
    });
  });

  test('need no customer: words of a subject are enough', async () => {
    expect(await numbers({ subject: 'screen is DARK!' })).toEqual(expect.arrayContaining(['twin', 'words']));
    expect(await numbers({ subject: 'screen is DARK!' })).toHaveLength(2);
  });

  test('are none where nothing is known, and none of another tenant', async () => {
    expect(await numbers({})).toEqual([]);
    expect(await numbers({ customer: 'c-7' }, { tenant: literal(TenantId, 'other') })).toEqual([]);
  });

  test('are not the case itself', async () => {
    expect(await numbers({ customer: 'c-7' }, { except: 'case-acme_twin' })).toEqual(['customers']);
  });

  test('are cut to what was asked for', async () => {
    expect(await numbers({ customer: 'c-7' }, { limit: 1 })).toHaveLength(1);
  });

  test('are found by fields whose values many share only together with more', async () => {
    const common: ReadonlySet<string> = new Set(['serial']);
    expect(await numbers({ fields: { serial: 'A-1' } }, { common })).toEqual([]);
  });

  test('are asked for with what is known of a case', async () => {
    expect(await traitsOf(db, { tenant, at, stream: 'case-acme_twin' })).toEqual({
      customer: 'c-7',
      product: 'phone',
      caseType: null,
      category: 'technical/display',
      fields: { serial: 'A-1' },
      subject: 'Screen dark',
    });
    expect(await traitsOf(db, { tenant, at, stream: 'case-acme_nobody' })).toBeNull();
  });

  test('are looked for by indexes of the open cases, whatever is known', async () => {
    const to = { ...nothing, customer: 'c', product: 'p', category: 'x', fields: { serial: 's' }, subject: 'w' };
    const plans = await db.transaction().execute(async (transaction) => {
      await transaction.executeQuery(CompiledQuery.raw('set local enable_seqscan = off'));
      await transaction.executeQuery(CompiledQuery.raw('set local enable_sort = off'));
      const explained: string[] = [];
      for (const narrowing of narrowings(transaction, { tenant, at, to })) {
        const { sql, parameters } = narrowing.compile();
        const { rows } = await transaction.executeQuery<{ readonly [column: string]: unknown }>(
          CompiledQuery.raw(`explain ${sql}`, [...parameters]),
        );
        explained.push(rows.flatMap((row) => Object.values(row).map(String)).join('\n'));
      }
      return explained;
    });
    const conditions = plans.map((plan) => /Index Cond: (.*)/.exec(plan)?.[1] ?? plan);
    expect(conditions).toEqual([
      expect.stringContaining('customer = '),
      expect.stringContaining('product = '),
      expect.stringContaining('category = '),
      expect.stringContaining('created_at <= '),
      expect.stringContaining('created_at <= '),
    ]);
    for (const plan of plans) expect(plan).not.toMatch(/Seq Scan|Filter: .*open/);
  });
});
