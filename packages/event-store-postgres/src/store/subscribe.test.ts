import { setTimeout as pause } from 'node:timers/promises';
import * as TE from 'fp-ts/TaskEither';
import { memoryEventStore, streamName, type EventStore } from '@casebook/event-store';
import { newEvents } from '@casebook/event-store/contract';
import { literal, TenantId } from '@casebook/vocabulary';
import { alarm } from './alarm';
import { polling, subscriber } from './subscribe';

describe('a subscription', () => {
  test('reads one page ahead while its consumer works, and no further', async () => {
    const log = memoryEventStore();
    const stream = streamName({ category: 'thing', tenant: literal(TenantId, 'acme'), id: 'one' });
    await log.append(stream, { is: 'any' }, newEvents('one', 5_000))();
    let reads = 0;
    const readAll: EventStore['readAll'] = (options) => () => {
      reads += 1;
      return log.readAll(options)();
    };
    const subscribe = subscriber({
      readAll,
      measure: () => TE.right(null),
      bell: alarm(),
      listener: { isHearing: () => false, join: () => () => Promise.resolve(), close: () => Promise.resolve() },
      polling,
      news: () => 0,
      isClosed: () => false,
    });
    const readsAtPage: number[] = [];
    for await (const page of subscribe({ after: 0 })) {
      await pause(10);
      readsAtPage.push(reads);
      if (page.end) break;
    }
    expect(readsAtPage).toEqual([2, 3, 4, 5, 6, 6]);
  });
});
