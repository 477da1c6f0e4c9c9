import { setTimeout as pause } from 'node:timers/promises';
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

test('an import keeps the order of a case’s rows, however slow the store and however few cases it remembers', async () => {
  const files = await folder();
  const memory = memoryEventStore();
  await importing(files.path, text, { mapping, log: memory });
  const plainly = memoryEventStore();
  let calls = 0;
  const slow: typeof memory = {
    ...plainly,
    // The earlier it is asked, the longer it takes.
    append: (stream, expected, events) => async () => {
      calls += 1;
      await pause(Math.max(1, 60 - calls / 5));
      return plainly.append(stream, expected, events)();
    },
  };
  await importing(files.path, text, { mapping, log: slow, remembered: 1 });
  const orderOf = async (of: typeof memory) => {
    const events = await eventsOf(of);
    return [...new Set(events.map(({ stream }) => stream))]
      .sort()
      .map((stream) => events.filter((event) => event.stream === stream).map(({ id }) => id));
  };
  expect(await orderOf(slow)).toEqual(await orderOf(memory));
  await files.remove();
});
