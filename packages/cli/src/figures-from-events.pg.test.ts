import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as TE from 'fp-ts/TaskEither';
import { run } from '@casebook/casebook';
import { caseEventSchemas, type CaseEvent } from '@casebook/domain';
import { eventCodec, memoryEventStore, type LogPage, type StoredEvent } from '@casebook/event-store';
import { testDatabases } from '@casebook/event-store-postgres/testing';
import { importServicenow } from '@casebook/interchange';
import { openReadModels, type ReadableLog } from '@casebook/projection';
import { caseFacts, report, type Report } from '@casebook/projection-analytics';
import { Instant, literal, TenantId } from '@casebook/vocabulary';
import { servicenowLog } from './testing/servicenow-log';

type Events = ReadonlyArray<StoredEvent>;

const tenant = literal(TenantId, 'desk');
const afterAllOfIt = literal(Instant, '2020-01-01T00:00:00.000Z');
const codec = eventCodec<CaseEvent>(caseEventSchemas);
const log = memoryEventStore();
/** Cases keep their category and some people a state of their own, so that many rows tell nothing but that something was done. */
const rows = servicenowLog(300, 11)
  .replaceAll(/ategory \d/g, 'ategory 1')
  .replaceAll(/,Active,(?=.*,Updated by [3-5],)/g, ',-100,')
  .trimEnd();
let events: Events;

beforeAll(async () => {
  const folder = mkdtempSync(join(tmpdir(), 'casebook-figures-'));
  const file = join(folder, 'incidents.csv');
  writeFileSync(file, rows);
  await run(importServicenow({ file, log, codec, tenant }));
  rmSync(folder, { recursive: true });
  ({ events } = await run(log.readAll({ after: 0, limit: 1_000_000 })));
}, 60_000);

/** The log with its events seen otherwise, or left out. */
const seenAs = (look: (events: Events) => Events): ReadableLog => ({
  head: log.head,
  readAll: (options) => TE.map((page: LogPage) => ({ ...page, events: look(page.events) }))(log.readAll(options)),
  readStream: (stream, options) => TE.map(look)(log.readStream(stream, options)),
});

const withoutActivities = (all: Events): Events => all.filter(({ type }) => type !== 'ActivityRecorded');

/** One assignment is to somebody else. */
const withAgent =
  ({ position }: StoredEvent, agent: string) =>
  (all: Events): Events =>
    all.map((one) =>
      one.position === position ? { ...one, data: JSON.stringify({ ...JSON.parse(one.data), agent }) } : one,
    );

/** How many rows of the source the events tell, and how many different sequences of what the rows say. */
const told = (all: Events): Pick<Report, 'sourceRows' | 'variants'> => {
  const cases = new Map<string, Map<number, string>>();
  for (const { stream, source } of all) {
    if (source === null || source.activity === null) continue;
    cases.set(stream, (cases.get(stream) ?? new Map<number, string>()).set(source.row, source.activity));
  }
  const activities = [...cases.values()];
  return {
    sourceRows: activities.reduce((sum, { size }) => sum + size, 0),
    variants: new Set(activities.map((labels) => JSON.stringify([...labels.values()]))).size,
  };
};

const agentOf = ({ data }: StoredEvent): string => {
  const { agent }: { readonly agent: string } = JSON.parse(data);
  return agent;
};

/** The second assignment of a case that two agents had, and the first agent; with or without anything else that disturbed the case. */
const handedOver = (otherwiseUndisturbed: boolean): { readonly second: StoredEvent; readonly agent: string } => {
  const streams = [...new Set(events.map(({ stream }) => stream))];
  for (const stream of streams) {
    const own = events.filter((event) => event.stream === stream);
    const of = (type: string) => own.filter((event) => event.type === type);
    const [first, second, ...more] = of('CaseAssigned');
    if (first === undefined || second === undefined || more.length > 0) continue;
    const agent = agentOf(first);
    if (agent === agentOf(second)) continue;
    const undisturbed = of('CaseRouted').length === 1 && of('CaseReopened').length === 0;
    if (undisturbed === otherwiseUndisturbed) return { second, agent };
  }
  throw new Error('the made-up log has no such case');
};

describe.each(testDatabases)('figures are counted from events and nothing else, on $name', ({ open }) => {
  const figures = async (seen: ReadableLog): Promise<Report> => {
    const { kysely: db, schema, close } = await open();
    try {
      const models = openReadModels({ db, schema, log: seen, codec, projections: [caseFacts] });
      await run(models.migrate());
      const views: Parameters<typeof report>[0] = models.db;
      return await report(views, { tenant, at: afterAllOfIt });
    } finally {
      await close();
    }
  };
  let asItIs: Report;

  beforeAll(async () => {
    asItIs = await figures(log);
  }, 60_000);

  test('all rows of the source are told', () => {
    expect(asItIs).toMatchObject({ cases: 300, ...told(events) });
    expect(asItIs.sourceRows).toBe(rows.split('\n').length - 1);
  });

  test('without the events that only say that something was done, there are fewer rows and variants, all else alike', async () => {
    const less = told(withoutActivities(events));
    expect(await figures(seenAs(withoutActivities))).toEqual({ ...asItIs, ...less });
    expect(less.sourceRows).toBeLessThan(asItIs.sourceRows);
    expect(less.variants).toBeLessThan(asItIs.variants);
  });

  test('an assignment to the same agent again makes a handover less, and an undisturbed case more', async () => {
    const { second, agent } = handedOver(true);
    const { handovers, undisturbed, resolution } = asItIs;
    const cases = undisturbed.cases + 1;
    expect(await figures(seenAs(withAgent(second, agent)))).toEqual({
      ...asItIs,
      handovers: { ...handovers, agent: handovers.agent - 1 },
      undisturbed: { cases, share: Number((cases / resolution.cases).toFixed(6)) },
    });
  });

  test('it makes a handover less and nothing else where the case was disturbed otherwise too', async () => {
    const { second, agent } = handedOver(false);
    const { handovers } = asItIs;
    expect(await figures(seenAs(withAgent(second, agent)))).toEqual({
      ...asItIs,
      handovers: { ...handovers, agent: handovers.agent - 1 },
    });
  });
});
