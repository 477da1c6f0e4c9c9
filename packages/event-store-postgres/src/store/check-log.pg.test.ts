import * as E from 'fp-ts/Either';
import { checkLog, streamName, type LogChecked, type LogHead, type StoredEvent } from '@casebook/event-store';
import { newEvents } from '@casebook/event-store/contract';
import { logHeads, logWitness, migrate, postgresEventStore, type Database } from '@casebook/event-store-postgres';
import { testDatabases } from '@casebook/event-store-postgres/testing';
import { Instant, literal, TenantId } from '@casebook/vocabulary';
import { leaf } from '../schema/content-hash';
import { namesIn } from '../schema/names';

const seenAt = literal(Instant, '2026-05-01T00:00:00.000Z');
const streams = 30;

/** Numbers from 0 up to a bound, the same for the same seed. */
const dice = (seed: number) => {
  let state = seed;
  return (below: number): number => {
    state = (Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x9e3779b9) | 0;
    return ((state ^ (state >>> 13)) >>> 0) % below;
  };
};

interface Tampering {
  readonly what: string;
  /** As a superuser, who has put the log's protection out of the way. */
  readonly sql: string;
  /** One of the findings, at least. */
  readonly found: { readonly [K in string]: unknown };
}

/** Another value for each column of an event. */
const values: Readonly<Record<string, string>> = {
  tenant: `"tenant" || 'x'`,
  category: `"category" || 'x'`,
  stream: `'thing-acme_elsewhere'`,
  id: 'gen_random_uuid()',
  revision: '"revision" + 100',
  type: `'OtherHappened'`,
  schema: '"schema" + 1',
  data: `"data" || ' '`,
  occurred_at: `"occurred_at" + interval '1 ms'`,
  recorded_at: `"recorded_at" - interval '1 ms'`,
  late: 'not "late"',
  actor: `'{"kind":"agent","id":"eve","onBehalfOf":null}'`,
  command_id: `'other'`,
  correlation_id: `'other'`,
  causation_id: `'other'`,
  said_at: `'2020-01-01Z'`,
  source: `'{"system":"csv","file":"a","row":1,"activity":null,"shows":null}'`,
  wake: `'2020-01-01Z'`,
  hash: 'sha256("hash")',
  previous: `sha256('other')`,
};

const tamperings = (schema: string, log: ReadonlyArray<StoredEvent>): ReadonlyArray<Tampering> => {
  const names = namesIn(schema);
  const roll = dice(20_261_124);
  const any = (): StoredEvent => log[roll(log.length)] as StoredEvent;
  const lastOf = ({ stream }: StoredEvent) => log.filter((event) => event.stream === stream).at(-1) as StoredEvent;
  const inner = (): StoredEvent => {
    const event = any();
    return event.revision > 0 && event !== lastOf(event) ? event : inner();
  };
  const where = ({ position }: StoredEvent) => `where "position" = ${position}`;
  const here = ({ position, stream, revision }: StoredEvent) => ({ position, stream, revision });
  const content = `${names.content}("stream", "id", "type", "schema", "data", "occurred_at", "actor", "command_id", "correlation_id", "causation_id", "said_at", "source", "wake")`;
  const rehash = leaf(content, '"late"', '"previous"', `${names.instant}("recorded_at")`, '"revision"');
  const madeUp = (stream: string, revision: number, position: string) =>
    `insert into ${names.events} select ${position}, gen_random_uuid(), tenant, category, '${stream}', ${revision}, type, schema, data, occurred_at,
      recorded_at, late, actor, command_id, correlation_id, causation_id, said_at, source, wake, hash, previous from ${names.events} limit 1`;

  const edited = [...Array(3).keys()].flatMap(() =>
    Object.entries(values).map(([column, value]): Tampering => {
      const event = any();
      return {
        what: `${column} of ${event.position}`,
        sql: `update ${names.events} set "${column}" = ${value} ${where(event)}`,
        // Under the name of another stream it is found there.
        found: { position: event.position, ...(column === 'stream' ? {} : { kind: 'changed' }) },
      };
    }),
  );
  const others = [...Array(8).keys()].flatMap((): ReadonlyArray<Tampering> => {
    const [gone, end, rewritten, moved] = [inner(), lastOf(any()), inner(), inner()];
    const next = `(select max("position") + 1 from ${names.events})`;
    return [
      {
        what: `${gone.position} removed`,
        sql: `delete from ${names.events} ${where(gone)}`,
        found: { kind: 'removed', stream: gone.stream, revision: gone.revision, events: 1 },
      },
      {
        what: `the end of ${end.stream} cut`,
        sql: `delete from ${names.events} ${where(end)}`,
        found: { kind: 'cut', stream: end.stream, revision: end.revision, events: 1 },
      },
      {
        what: `an event at the end of ${end.stream} made up`,
        sql: madeUp(end.stream, end.revision + 1, next),
        found: { kind: 'inserted', stream: end.stream, revision: end.revision + 1 },
      },
      {
        what: `${rewritten.position} changed and hashed anew`,
        sql: `update ${names.events} set "data" = '{"forged":true}' ${where(rewritten)}; update ${names.events} set "hash" = ${rehash} ${where(rewritten)}`,
        found: { kind: 'changed', ...here(rewritten) },
      },
      {
        what: `${moved.position} moved to the end`,
        sql: `update ${names.events} set "position" = ${next} ${where(moved)}`,
        found: { kind: 'inserted', stream: moved.stream, revision: moved.revision },
      },
    ];
  });
  const [first, second] = [any(), any()];
  return [
    ...edited,
    ...others,
    {
      what: 'a stream cut as a whole',
      sql: `delete from ${names.events} where "stream" = '${first.stream}'`,
      found: { kind: 'cut', stream: first.stream, revision: 0 },
    },
    {
      what: 'a stream removed without a trace',
      sql: `delete from ${names.events} where "stream" = '${second.stream}'; delete from ${names.streams} where "stream" = '${second.stream}'`,
      found: { kind: 'rewritten', seen: log.length },
    },
    {
      what: 'a stream made up',
      sql: madeUp('thing-acme_made up', 0, `(select max("position") + 1 from ${names.events})`),
      found: { kind: 'inserted', revision: 0 },
    },
    {
      what: 'all emptied',
      sql: `truncate ${names.events}, ${names.streams}`,
      found: { kind: 'rewritten', after: 0, seen: log.length, found: 0 },
    },
    {
      what: 'all events emptied',
      sql: `truncate ${names.events}`,
      found: { kind: 'cut', revision: 0 },
    },
  ];
};

describe.each(testDatabases)('a log on $name', ({ open }) => {
  let database: Database;
  let log: ReadonlyArray<StoredEvent>;
  beforeAll(async () => {
    database = await open();
    await migrate(database);
    const store = postgresEventStore(database);
    for (let turn = 0; turn < 4; turn += 1)
      await Promise.all(
        Array.from({ length: streams }, (_, id) =>
          store.append(
            streamName({ category: 'thing', tenant: literal(TenantId, id % 2 === 0 ? 'acme' : 'other'), id: `s${id}` }),
            { is: 'any' },
            newEvents(`${turn} ${id}`, 1 + (id % 3)),
          )(),
        ),
      );
    const all = await store.readAll({ after: 0, limit: 10_000 })();
    log = E.isRight(all) ? all.right.events : [];
  }, 60_000);
  afterAll(() => database.close());

  const checked = async (heads: ReadonlyArray<LogHead> = []): Promise<LogChecked> => {
    const result = await checkLog(postgresEventStore(database), { heads, witness: logWitness(database) })();
    if (E.isLeft(result)) throw new Error(result.left.message);
    return result.right;
  };

  test('is found to be what its appends have written, and its head is kept once', async () => {
    const { head, findings } = await checked();
    expect(findings).toEqual([]);
    expect(head).toMatchObject({ position: log.at(-1)?.position, events: 4 * 60 });
    const heads = logHeads(database);
    for (let twice = 0; twice < 2; twice += 1) expect(E.isRight(await heads.keep({ ...head, seenAt })())).toBe(true);
    expect(await heads.all()()).toEqual(E.right([{ ...head, seenAt }]));
    await expect(database.pool.query(`delete from ${namesIn(database.schema).heads}`)).rejects.toMatchObject({
      code: '23001',
    });
  });

  test('is checked by a role that may only read, which leaves no head', async () => {
    const client = await database.pool.connect();
    try {
      await client.query('set default_transaction_read_only = on');
      const only = { query: client.query.bind(client) } as unknown as Database['pool']; // one session, with that setting
      const reading = { ...database, pool: only };
      expect(await logHeads(reading).keep({ position: 1, events: 1, root: '0'.repeat(64), seenAt })()).toEqual(
        E.right(false),
      );
      expect(await logWitness(reading).strays()()).toEqual(E.right([]));
    } finally {
      await client.query('reset default_transaction_read_only');
      client.release();
    }
    expect(await logHeads(database).all()()).toMatchObject({ right: [{ position: log.at(-1)?.position }] });
  });

  test('gives away each of a hundred changes by a superuser', async () => {
    const { schema, pool } = database;
    const { events, streams: rows } = namesIn(schema);
    const head = { ...(await checked()).head, seenAt };
    const all = tamperings(schema, log);
    expect(all.length).toBeGreaterThanOrEqual(100);
    await pool.query(`alter table ${events} disable trigger "append_only";
      create table "${schema}".kept_events as select * from ${events}; create table "${schema}".kept_streams as select * from ${rows}`);
    for (const { what, sql, found } of all) {
      await pool.query(sql);
      const { findings } = await checked([head]);
      expect({ what, findings }).toEqual({ what, findings: expect.arrayContaining([expect.objectContaining(found)]) });
      await pool.query(`truncate ${events}, ${rows};
        insert into ${events} select * from "${schema}".kept_events; insert into ${rows} select * from "${schema}".kept_streams`);
    }
    expect((await checked([head])).findings).toEqual([]);
    await pool.query(
      `drop table "${schema}".kept_events, "${schema}".kept_streams; alter table ${events} enable trigger "append_only"`,
    );
  }, 120_000);

  test('raises no alarm while it is appended to', async () => {
    const store = postgresEventStore(database);
    let isOver = false;
    const write = async (): Promise<void> => {
      for (let turn = 0; !isOver; turn += 1)
        await Promise.all(
          Array.from({ length: 8 }, (_, id) =>
            store.append(
              streamName({ category: 'thing', tenant: literal(TenantId, 'acme'), id: `s${id * 2}` }),
              { is: 'any' },
              newEvents(`live ${turn} ${id}`, 2),
            )(),
          ),
        );
    };
    const writing = write();
    try {
      for (let round = 0; round < 10; round += 1) expect((await checked()).findings).toEqual([]);
    } finally {
      isOver = true;
      await writing;
    }
  });
});
