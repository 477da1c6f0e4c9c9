import { caseEventSchemas, type CaseEvent } from '@casebook/domain';
import { happened } from '@casebook/domain/testing';
import { eventCodec } from '@casebook/event-store';
import { testDatabases } from '@casebook/event-store-postgres/testing';
import { openReadModels, type ReadModels } from '@casebook/projection';
import { recordedLog } from '@casebook/projection/contract';
import * as E from 'fp-ts/Either';
import type { Kysely } from 'kysely';
import { Instant, literal, TenantId, textOf } from '@casebook/vocabulary';
import { caseIndex } from './case-index';
import { customerHistory, findCase, searchCases, type HistoryTables } from './search';

const tenant = literal(TenantId, 'acme');
const at = literal(Instant, '2026-06-15T12:00:00.000Z');

const desk: ReadonlyArray<CaseEvent> = [
  happened('CaseCreated', '2026-06-15T08:00', {
    number: 'C-1-7',
    customer: 'c-7',
    subject: textOf('Screen stays dark'),
  }),
  happened('CaseCreated', '2026-06-15T09:00', { number: 'C-2-5', customer: 'c-7', subject: textOf('100% dark') }),
  happened('CaseCreated', '2026-06-15T10:00', { number: 'C-3-3', customer: 'c-8', subject: { erased: true } }),
  happened('CaseCreated', '2026-06-15T13:00', { number: 'C-4-1', customer: 'c-7', subject: textOf('Dark again') }),
];

describe.each(testDatabases)('cases, on $name', ({ open }) => {
  let database: Awaited<ReturnType<typeof open>>;
  let models: ReadModels;
  let db: Kysely<HistoryTables>;
  const numbers = (found: ReadonlyArray<{ readonly number: string }>) => found.map(({ number }) => number);

  beforeAll(async () => {
    database = await open();
    const codec = eventCodec<CaseEvent>(caseEventSchemas);
    const log = recordedLog();
    desk.forEach((event, index) => log.record({ id: `${index}`, ...codec.encode(event) }));
    log.record({ id: '0', ...codec.encode(happened('CaseResolved', '2026-06-15T11:00')) });
    models = openReadModels({ db: database.kysely, schema: database.schema, log, codec, projections: [caseIndex] });
    expect(E.isRight(await models.migrate()())).toBe(true);
    db = models.db;
  }, 60_000);
  afterAll(() => database.close());

  test('are found by their number', async () => {
    expect(await findCase(db, { tenant, at, number: 'C-1-7' })).toEqual({
      stream: 'case-acme_0',
      number: 'C-1-7',
      customer: 'c-7',
      subject: 'Screen stays dark',
      caseType: null,
      service: null,
      mergedInto: null,
      product: null,
      status: 'Resolved',
      open: false,
      createdAt: '2026-06-15T08:00:00.000Z',
      statusSince: '2026-06-15T11:00:00.000Z',
      age: 4 * 3_600_000,
    });
    expect(await findCase(db, { tenant, at, number: 'C-9-9' })).toBeNull();
    expect(await findCase(db, { tenant: literal(TenantId, 'other'), at, number: 'C-1-7' })).toBeNull();
  });

  test('are found by words of their subject or the beginning of their number, newest first', async () => {
    expect(numbers(await searchCases(db, { tenant, at, text: 'DARK' }))).toEqual(['C-2-5', 'C-1-7']);
    expect(numbers(await searchCases(db, { tenant, at, text: 'c-3' }))).toEqual(['C-3-3']);
  });

  test('are not found by signs that mean something in SQL only', async () => {
    expect(numbers(await searchCases(db, { tenant, at, text: '0%' }))).toEqual(['C-2-5']);
    expect(await searchCases(db, { tenant, at, text: '_' })).toEqual([]);
  });

  test('are found by their customer', async () => {
    expect(numbers(await searchCases(db, { tenant, at, customer: 'c-8' }))).toEqual(['C-3-3']);
    expect(numbers(await searchCases(db, { tenant, at, customer: 'c-7', limit: 1 }))).toEqual(['C-2-5']);
  });

  test('make the history of a customer', async () => {
    expect(await customerHistory(db, { tenant, at, customer: 'c-7' })).toMatchObject({
      customer: 'c-7',
      open: 1,
      cases: [
        { number: 'C-2-5', status: 'New' },
        { number: 'C-1-7', status: 'Resolved' },
      ],
    });
  });
});
