import { migrate, postgresEventStore } from '@casebook/event-store-postgres';
import { testDatabases } from '@casebook/event-store-postgres/testing';
import { memoryEventStore } from '@casebook/event-store';
import { eventsOf, folder, importing, plain, reportOf } from './testing/small-logs';

const rows = Array.from({ length: 300 }, (_, index) => {
  const [number, minute] = [index % 100, String(index % 60).padStart(2, '0')];
  const activity = ['new', 'taken', 'solved'][Math.floor(index / 100)];
  return `C${number},2020-01-0${1 + Math.floor(index / 100)} 10:${minute},${activity},ada`;
});
const text = ['case,time,activity,agent', ...rows].join('\n');
const mapping = plain('  agent: agent');

describe.each(testDatabases)('an import into $name', ({ open }) => {
  test('appends what it appends into memory, once', async () => {
    const files = await folder();
    const memory = memoryEventStore();
    await importing(files.path, text, { mapping, log: memory });

    const database = await open();
    await migrate(database);
    const log = postgresEventStore(database);
    const first = reportOf(await importing(files.path, text, { mapping, log, remembered: 20 }));
    const second = reportOf(await importing(files.path, text, { mapping, log, remembered: 20 }));
    expect(first.events).toEqual({ all: 400, added: 400, repeated: 0 });
    expect(second.events).toEqual({ all: 400, added: 0, repeated: 400 });

    const told = async (of: typeof log) =>
      (await eventsOf(of))
        .map(({ id, stream, revision, occurredAt, source, event }) => ({
          id,
          stream,
          revision,
          occurredAt,
          source,
          event,
        }))
        .sort((a, b) => (a.stream < b.stream ? -1 : a.stream > b.stream ? 1 : a.revision - b.revision));
    expect(await told(log)).toEqual(await told(memory));
    await log.close();
    await database.close();
    await files.remove();
  });
});
