import { checkLog } from '@casebook/event-store';
import { newEvent, newEvents } from '@casebook/event-store/contract';
import { left, right } from '../testing/answers';
import { opened, streamOf, type Opened } from '../testing/opened';
import { exact } from './recorded';

const any = { is: 'any' } as const;
const byHand = (type: string, data: string) => ({
  id: '11111111-1111-4111-8111-111111111111',
  type,
  isJson: true,
  data: Buffer.from(data),
  metadata: Buffer.alloc(0),
});

describe('what others write to the server', () => {
  let log: Opened;
  beforeEach(async () => {
    log = await opened();
    await right(log.store.append(streamOf('one'), any, newEvents('ours', 2)));
  });
  afterEach(() => log.close());

  test('is passed over in streams that are not ours, links and statistics included, wherever it stands', async () => {
    const before = await right(log.store.readAll({ after: 0, limit: 10 }));
    for (const [stream, type] of [
      ['$stats-127.0.0.1:2113', '$statsCollected'],
      ['invoice-1', 'InvoiceSent'],
      ['$ce-case', '$>'],
      ['other.case-acme_one', 'CaseCreated'],
      ['CASE-acme_one', 'CaseCreated'],
    ] as const)
      for (let index = 0; index < 40; index += 1) log.node.log.append(stream, 'any', [byHand(type, '0@case-acme_one')]);
    expect(await right(log.store.head())).toBe(before.position);
    expect(await right(log.store.readAll({ after: 0, limit: 10 }))).toEqual(before);
    expect((await right(log.store.append(streamOf('one'), any, [newEvent('next')]))).revision).toBe(2);
    expect((await right(log.store.readAll({ after: before.position, limit: 10 }))).events).toHaveLength(1);
  });

  test('is told where it stands in a stream of ours, and a check of the log names it', async () => {
    log.node.log.append('case-acme_one', 'any', [byHand('CaseCreated', '{"by":"hand"}')]);
    const events = await right(log.store.readStream(streamOf('one')));
    expect(events[2]).toMatchObject({ type: 'CaseCreated', data: '{"by":"hand"}', revision: 2 });
    const { findings } = await right(checkLog(log.store));
    expect(findings).toEqual([expect.objectContaining({ kind: 'changed', revision: 2 })]);
  });

  test('as a link in a stream of ours, to an event that is gone, stops nobody', async () => {
    log.node.log.append('case-acme_links', 'any', [byHand('$>', '7@nowhere')]);
    expect(await right(log.store.readStream(streamOf('links')))).toEqual([]);
    expect((await right(log.store.readAll({ after: 0, limit: 10 }))).events).toHaveLength(2);
    expect(await right(log.store.head())).toBe((await right(log.store.readStream(streamOf('one'))))[1]?.position);
  });

  test('is not taken for a number that it is not: what is beyond 2^53 is refused', () => {
    expect(exact('9007199254740991', 'position')).toBe(Number.MAX_SAFE_INTEGER);
    expect(() => exact('9007199254740993', 'position')).toThrow('position 9007199254740993 is beyond 2^53');
  });

  test('keeps every digit of what we have written', async () => {
    const data = '{"big":12345678901234567890.10,"a":1,"a":2}';
    await right(log.store.append(streamOf('digits'), any, [newEvent('digits', { data })]));
    expect((await right(log.store.readStream(streamOf('digits'))))[0]?.data).toBe(data);
    expect(log.node.log.read('case-acme_digits')?.[0]?.isJson).toBe(true);
  });

  test('does not hinder whoever reads on from a position between two events', async () => {
    const [first, second] = await right(log.store.readStream(streamOf('one')));
    const between = (first?.position ?? 0) + 1;
    expect((await right(log.store.readAll({ after: between, limit: 10 }))).events).toEqual([second]);
  });
});

describe('a stream that was deleted for ever on the server', () => {
  test('takes nothing any more, in words, and is read as one that is not there', async () => {
    const log = await opened();
    await right(log.store.append(streamOf('one'), any, newEvents('ours', 2)));
    log.node.log.tombstone('case-acme_one', byHand('$streamDeleted', ''));
    const append = log.store.append(streamOf('one'), any, [newEvent('more')]);
    expect(await left(append)).toEqual({
      type: 'StoreUnavailable',
      message: 'the stream was deleted for ever on the server, and takes no events any more',
    });
    expect(await right(log.store.readStream(streamOf('one')))).toEqual([]);
    await log.close();
  });
});
