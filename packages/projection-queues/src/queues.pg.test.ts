import { caseEventSchemas, type CaseEvent } from '@casebook/domain';
import { happened } from '@casebook/domain/testing';
import { eventCodec } from '@casebook/event-store';
import { testDatabases } from '@casebook/event-store-postgres/testing';
import { openReadModels, type ReadModels } from '@casebook/projection';
import { recordedLog } from '@casebook/projection/contract';
import * as E from 'fp-ts/Either';
import type { Kysely } from 'kysely';
import { Instant, literal, TenantId } from '@casebook/vocabulary';
import { dueTimers } from './due-timers';
import { queueCounts } from './queue-counts';
import { queueEntries } from './queue-entries';
import { nextCase, teamQueue, worklist } from './queues';
import type { QueueTables } from './tables';
import { timers } from './timers';

const tenant = literal(TenantId, 'acme');
const at = literal(Instant, '2026-06-15T12:00:00.000Z');
const hour = 3_600_000;

interface Sketch {
  readonly created: string;
  readonly team?: string;
  readonly priority?: 1 | 2 | 3 | 4;
  readonly agent?: string;
  readonly waitsUntil?: string;
  readonly over?: true;
}

const clock = (time: string): string => `2026-06-15T${time}`;

const events = (
  number: string,
  { created, team, priority, agent, waitsUntil, over }: Sketch,
): ReadonlyArray<CaseEvent> => [
  happened('CaseCreated', clock(created), { number }),
  ...(priority === undefined ? [] : [happened('CasePrioritized', clock(created), { priority })]),
  ...(team === undefined ? [] : [happened('CaseRouted', clock(created), { team })]),
  ...(agent === undefined ? [] : [happened('CaseAssigned', clock(created), { agent })]),
  ...(waitsUntil === undefined
    ? []
    : [happened('WaitStarted', clock(created), { until: literal(Instant, `${clock(waitsUntil)}:00.000Z`) })]),
  ...(over === undefined ? [] : [happened('CaseResolved', clock('11:00'))]),
];

const desk: { readonly [number: string]: Sketch } = {
  old: { created: '08:00', team: 'support', priority: 2 },
  young: { created: '10:00', team: 'support', priority: 2 },
  urgent: { created: '11:00', team: 'support', priority: 1, agent: 'ada' },
  unknown: { created: '07:00', team: 'support' },
  late: { created: '09:00', team: 'support', priority: 2, waitsUntil: '11:30', agent: 'ada' },
  later: { created: '08:30', team: 'support', priority: 2, waitsUntil: '18:00' },
  done: { created: '06:00', team: 'support', priority: 1, over: true },
  elsewhere: { created: '08:00', team: 'returns', priority: 1 },
  nowhere: { created: '09:00' },
  tomorrow: { created: '13:00', team: 'support', priority: 1 },
};

describe.each(testDatabases)('queues, on $name', ({ open }) => {
  let database: Awaited<ReturnType<typeof open>>;
  let models: ReadModels;
  let db: Kysely<QueueTables>;

  beforeAll(async () => {
    database = await open();
    const codec = eventCodec<CaseEvent>(caseEventSchemas);
    const log = recordedLog();
    for (const [id, sketch] of Object.entries(desk))
      for (const event of events(id, sketch))
        log.record({ id, ...codec.encode(event), wake: event.type === 'WaitStarted' ? event.until : null });
    models = openReadModels({
      db: database.kysely,
      schema: database.schema,
      log,
      codec,
      projections: [queueEntries, timers],
    });
    expect(E.isRight(await models.migrate()())).toBe(true);
    db = models.db;
  }, 60_000);
  afterAll(() => database.close());

  test('are ordered by priority, then deadline, then age, with the unknown last', async () => {
    const queue = await teamQueue(db, { tenant, at, team: 'support' });
    expect(queue.map(({ number }) => number)).toEqual(['urgent', 'late', 'later', 'old', 'young', 'unknown']);
  });

  test('tell ages from the instant of the question', async () => {
    const queue = await teamQueue(db, { tenant, at, team: 'support' });
    expect(queue.find(({ number }) => number === 'old')).toMatchObject({
      age: 4 * hour,
      idle: 4 * hour,
      overdue: false,
    });
    expect(queue.find(({ number }) => number === 'late')).toMatchObject({ age: 3 * hour, idle: null, overdue: true });
  });

  test('are cut to what was asked for', async () => {
    expect(await teamQueue(db, { tenant, at, team: 'support', limit: 2 })).toHaveLength(2);
  });

  test('hold the cases that no team has yet under no team', async () => {
    expect(await teamQueue(db, { tenant, at, team: null })).toMatchObject([{ number: 'nowhere', team: null }]);
  });

  test('are those of one tenant', async () => {
    expect(await teamQueue(db, { tenant: literal(TenantId, 'other'), at, team: 'support' })).toEqual([]);
  });

  test('give an agent a worklist', async () => {
    const list = await worklist(db, { tenant, at, agent: 'ada' });
    expect(list.map(({ number, accepted }) => ({ number, accepted }))).toEqual([
      { number: 'urgent', accepted: false },
      { number: 'late', accepted: false },
    ]);
  });

  test('name the next case: the most urgent that nobody has and that waits for nobody', async () => {
    expect(await nextCase(db, { tenant, at, team: 'support' })).toMatchObject({ number: 'old' });
    expect(await nextCase(db, { tenant, at, team: 'nobody' })).toBeNull();
  });

  test('are counted by team', async () => {
    expect(await queueCounts(db, { tenant, at })).toEqual([
      {
        team: 'support',
        open: 6,
        waiting: 2,
        unassigned: 4,
        overdue: 1,
        oldest: clock('07:00:00.000Z'),
        oldestAge: 5 * hour,
      },
      {
        team: 'returns',
        open: 1,
        waiting: 0,
        unassigned: 1,
        overdue: 0,
        oldest: clock('08:00:00.000Z'),
        oldestAge: 4 * hour,
      },
      {
        team: null,
        open: 1,
        waiting: 0,
        unassigned: 1,
        overdue: 0,
        oldest: clock('09:00:00.000Z'),
        oldestAge: 3 * hour,
      },
    ]);
  });

  test('say to which cases time has brought something', async () => {
    expect(await dueTimers(db, { at })).toEqual([
      { tenant: 'acme', stream: 'case-acme_late', wake: clock('11:30:00.000Z') },
    ]);
  });
});
