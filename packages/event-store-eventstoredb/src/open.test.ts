import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newEvent } from '@casebook/event-store/contract';
import { eventStoreDbEventStore, EventStoreDbUnavailable, openEventStoreDb } from '@casebook/event-store-eventstoredb';
import { left, right } from './testing/answers';
import { streamOf } from './testing/opened';
import { startNode } from './testing/server/node';

const any = { is: 'any' } as const;

describe('a server', () => {
  test.each([
    ['postgres://localhost', 'not one of esdb://'],
    ['esdb://', 'not one of esdb://'],
    ['esdb://admin:changeit@localhost:2113?tls=false', 'credentials are sent over TLS only'],
    ['esdb://localhost:2113?userCertFile=/tmp/a.crt', 'one of them is missing'],
    ['esdb://localhost:2113?tlsCAFile=/nowhere/ca.crt', 'tlsCAFile: there is no file /nowhere/ca.crt'],
  ])('is not opened by %s', async (url, why) => {
    await expect(openEventStoreDb(url)).rejects.toThrow(why);
    await expect(openEventStoreDb(url)).rejects.toThrow(EventStoreDbUnavailable);
  });

  test('that is not there is waited for as long as was said, and no longer', async () => {
    await expect(openEventStoreDb('esdb://127.0.0.1:1?tls=false', { patience: 300 })).rejects.toThrow(
      EventStoreDbUnavailable,
    );
  });

  test('holds several logs that know nothing of each other', async () => {
    const node = await startNode();
    const [one, two] = await Promise.all(['one', 'two'].map((log) => openEventStoreDb(node.url, { log })));
    if (one === undefined || two === undefined) throw new Error('two were opened');
    const [first, second] = [eventStoreDbEventStore(one), eventStoreDbEventStore(two)];
    await right(first.append(streamOf('a'), any, [newEvent('a')]));
    expect(await right(second.head())).toBe(0);
    expect(await right(second.append(streamOf('a'), { is: 'noStream' }, [newEvent('a')]))).toMatchObject({
      revision: 0,
    });
    await expect(openEventStoreDb(node.url, { log: 'Two!' })).rejects.toThrow(RangeError);
    await Promise.all([first.close(), second.close()]);
    one.close();
    two.close();
    await node.close();
  });

  test('says what it is', async () => {
    const node = await startNode();
    const esdb = await openEventStoreDb(node.url);
    expect(esdb.version).toBe('24.10.0');
    esdb.close();
    await node.close();
  });
});

const hasOpenssl = spawnSync('openssl', ['version']).status === 0;

(hasOpenssl ? describe : describe.skip)('a server with TLS and users (needs the command openssl)', () => {
  const folder = mkdtempSync(join(tmpdir(), 'casebook-tls-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  const [keyFile, certificateFile] = [join(folder, 'key.pem'), join(folder, 'certificate.pem')];
  const secured = async () => {
    spawnSync('openssl', [
      ...['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-subj', '/CN=localhost'],
      ...['-addext', 'subjectAltName=DNS:localhost,IP:127.0.0.1', '-keyout', keyFile, '-out', certificateFile],
    ]);
    return startNode({
      tls: { key: readFileSync(keyFile), certificate: readFileSync(certificateFile) },
      users: { admin: 'changeit' },
    });
  };

  test('is spoken to over TLS, as the user of the connection string and nobody else', async () => {
    const node = await secured();
    const url = (user: string) => `esdb://${user}127.0.0.1:${node.port}?tls=true&tlsCAFile=${certificateFile}`;
    const esdb = await openEventStoreDb(url('admin:changeit@'));
    const store = eventStoreDbEventStore(esdb);
    expect(await right(store.append(streamOf('one'), any, [newEvent('one')]))).toMatchObject({ revision: 0 });
    await store.close();
    esdb.close();
    for (const user of ['', 'admin:wrong@']) {
      const other = await openEventStoreDb(url(user));
      const refused = eventStoreDbEventStore(other, { deadline: 2_000 });
      expect((await left(refused.head())).message).toContain('the server does not let this user in');
      expect(await left(refused.append(streamOf('two'), { is: 'noStream' }, [newEvent('two')]))).toMatchObject({
        type: 'StoreUnavailable',
      });
      await refused.close();
      other.close();
    }
    await node.close();
  });

  test('whose certificate nobody knows is not spoken to, unless that was said', async () => {
    const node = await secured();
    const url = `esdb://admin:changeit@127.0.0.1:${node.port}`;
    await expect(openEventStoreDb(url, { patience: 500 })).rejects.toThrow(EventStoreDbUnavailable);
    const esdb = await openEventStoreDb(`${url}?tlsVerifyCert=false`);
    expect(esdb.version).toBe('24.10.0');
    esdb.close();
    await node.close();
  });
});
