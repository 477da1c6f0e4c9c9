import { run } from '@casebook/casebook';
import Cursor from 'pg-cursor';
import { median, whole } from '../measuring/statistics';
import type { Ours } from './ours';

const page = 1_000; // as subscriptions read

const columns = `position, tenant, stream, revision, id, type, schema, data, occurred_at, recorded_at, late, actor::text, command_id,
  correlation_id, causation_id, said_at, source::text, wake`;
const ordered = `select ${columns} from casebook.events order by position`;

/** Events of the whole log, through the port. */
const throughPort = async ({ log }: Ours): Promise<number> => {
  let events = 0;
  for (let after = 0, end = false; !end;) {
    const read = await run(log.readAll({ after, limit: page }));
    events += read.events.length;
    ({ position: after, end } = read);
  }
  return events;
};

const asText = { getTypeParser: () => (text: string) => text };

/** The same columns by the driver's cursor: every value as the driver makes it, or nothing made of it at all. */
const byCursor =
  (values: 'made' | 'text') =>
  async ({ database }: Ours): Promise<number> => {
    const client = await database.pool.connect();
    try {
      const config = values === 'text' ? { rowMode: 'array' as const, types: asText } : {};
      const cursor = client.query(new Cursor(ordered, [], config));
      let events = 0;
      for (let read = page; read === page;) {
        read = (await cursor.read(page)).length;
        events += read;
      }
      await cursor.close();
      return events;
    } finally {
      client.release();
    }
  };

const readers = [
  { name: 'readAll through the port', read: throughPort },
  { name: 'cursor, rows as the driver makes them', read: byCursor('made') },
  { name: 'cursor, values left as text', read: byCursor('text') },
];

/** Reads the whole log in each way, alternating, and says how fast. */
export const fullRead = async (ours: Ours, rounds: number): Promise<string> => {
  const rates = new Map<string, number[]>(readers.map(({ name }) => [name, []]));
  let events = 0;
  for (let round = 0; round < rounds; round += 1)
    for (const { name, read } of readers) {
      const began = performance.now();
      const found = await read(ours);
      if (events !== 0 && found !== events) throw new Error(`${name} found ${found} events, not ${events}`);
      events = found;
      rates.get(name)?.push((events / (performance.now() - began)) * 1000);
    }
  const port = median(rates.get(readers[0]?.name ?? '') ?? []);
  const lines = [...rates].map(([name, each]) => {
    const spread = `${whole(median(each))} (${whole(Math.min(...each))}-${whole(Math.max(...each))})`;
    return `| ${name} | ${spread} | ${Math.round((port / median(each)) * 100)} % |`;
  });
  return [`| the whole log, ${whole(events)} events | events/s | port to it |`, '| --- | ---: | ---: |', ...lines].join(
    '\n',
  );
};
