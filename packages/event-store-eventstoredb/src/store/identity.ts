import { randomUUID } from 'node:crypto';
import type { EventStoreDb } from '../open';
import { asker } from './ask';
import { batchAppends } from './batch-appends';
import { until } from '../connection/persist';
import { streamEnd } from './requests';

const deadline = 30_000; // milliseconds

/** What this log is called, whatever its server is: given once, by whoever asked first. */
export const logIdentity = async ({ connection, prefix }: EventStoreDb): Promise<string> => {
  const ask = asker(connection, deadline);
  const stream = `${prefix}~log`;
  const named = async (): Promise<string | undefined> => {
    const [id] = await ask.read(streamEnd(stream), (event) => Buffer.from(event.getData_asU8()).toString('utf8'));
    return id === undefined ? undefined : String(JSON.parse(id));
  };
  const known = await named();
  if (known !== undefined) return known;
  const appends = batchAppends(connection);
  const event = { type: 'LogNamed', data: JSON.stringify(randomUUID()), metadata: '' };
  await appends.write(stream, null, [event], until(deadline));
  appends.close();
  return (await named()) ?? '';
};
