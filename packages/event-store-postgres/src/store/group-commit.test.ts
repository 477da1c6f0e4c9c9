import type { NonEmptyArray } from 'fp-ts/NonEmptyArray';
import { streamName } from '@casebook/event-store';
import { newEvents } from '@casebook/event-store/contract';
import { literal, TenantId } from '@casebook/vocabulary';
import { groupCommit, type Request } from './group-commit';

const request = (name: string, events: number): Request => ({
  stream: streamName({ category: 'thing', tenant: literal(TenantId, 'acme'), id: name }),
  events: newEvents(name, events),
});

/** How many appends went together, call by call, when these are asked for in one turn. */
const groupsOf = async (requests: ReadonlyArray<Request>): Promise<ReadonlyArray<number>> => {
  const groups: number[] = [];
  const enqueue = groupCommit(2, async (group: NonEmptyArray<Request>) => {
    groups.push(group.length);
    return group.map(() => 'written');
  });
  await Promise.all(requests.map(enqueue));
  return groups;
};

describe('appends that are asked for in one turn', () => {
  test('go together while their commit is most of the work', async () => {
    const requests = Array.from({ length: 100 }, (_, index) => request(`one ${index}`, 1));
    expect(await groupsOf(requests)).toEqual([100]);
  });

  test('are shared out among the free calls where they are much work', async () => {
    const requests = Array.from({ length: 8 }, (_, index) => request(`many ${index}`, 100));
    expect(await groupsOf(requests)).toEqual([4, 4]);
  });

  test('go in calls of a bounded size where they are more than that', async () => {
    const requests = Array.from({ length: 24 }, (_, index) => request(`more ${index}`, 1_000));
    expect(await groupsOf(requests)).toEqual([5, 5, 5, 5, 4]);
  });
});
