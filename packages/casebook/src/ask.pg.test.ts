import { setTimeout as pause } from 'node:timers/promises';
import { testDatabases } from '@casebook/event-store-postgres/testing';
import { agent } from './actors';
import { openCasebook } from './open';
import { CasebookError, run } from './run';

const server = testDatabases.find(({ name }) => name === 'PostgreSQL');

describe('the answer to a question', () => {
  const opened = async () => {
    if (server === undefined) throw new Error('there is no PostgreSQL to test on');
    const { pool, schema, close } = await server.open();
    const open = () => openCasebook({ pool, schema });
    return { open, close };
  };

  test('says of which position it speaks, and has what another process has written up to a position', async () => {
    const { open, close } = await opened();
    const [here, there] = [await open(), await open()];
    const [mine, theirs] = [here, there].map((casebook) => casebook.as({ tenant: 'acme', actor: agent('ada') }));
    if (mine === undefined || theirs === undefined) throw new Error('there are two desks');
    try {
      const written = async () => {
        const { events } = await run(mine.cases.create({ channel: 'chat', subject: 'Screen stays dark' }));
        return Math.max(...events.map(({ position }) => position));
      };
      const told: number[] = [];
      const onPosition = (position: number): void => void told.push(position);
      const cases = async (when: { readonly stale?: boolean; readonly atLeast?: number }): Promise<number> =>
        (await run(theirs.queues.team(null, { ...when, onPosition }))).length;

      const first = await written();
      expect(await cases({ atLeast: first })).toBe(1);
      const second = await written();
      expect(await cases({ stale: true })).toBe(1);
      expect(await cases({})).toBe(2);
      expect(told).toEqual([expect.any(Number), told[0], second]);
      expect(told[0]).toBeGreaterThanOrEqual(first);

      const past: number[] = [];
      await run(
        theirs.queues.team(null, { asOf: '2100-01-01T00:00:00Z', onPosition: (position) => past.push(position) }),
      );
      expect(past).toEqual([second]);
    } finally {
      await here.close();
      await there.close();
      await close();
    }
  });

  test('is waited for where a follower of another process is about it', async () => {
    const { open, close } = await opened();
    const [here, there] = [await open(), await open()];
    const following = there.readModels.follow();
    const desk = here.as({ tenant: 'acme', actor: agent('ada') });
    try {
      for (let count = 1; count <= 5; count += 1) {
        await run(desk.cases.create({ channel: 'chat', subject: 'Screen stays dark' }));
        expect(await run(desk.queues.team(null))).toHaveLength(count);
        await pause(20);
      }
    } finally {
      await following.stop();
      await here.close();
      await there.close();
      await close();
    }
  });

  test('is refused where what it is to speak of contradicts itself', async () => {
    const { open, close } = await opened();
    const casebook = await open();
    const { queues } = casebook.as({ tenant: 'acme', actor: agent('ada') });
    try {
      const faults = async (when: object): Promise<unknown> => {
        const refused = await run(queues.counts(when)).catch((error: unknown) => error);
        return refused instanceof CasebookError ? refused.cause : refused;
      };
      expect(await faults({ stale: true, atLeast: 1 })).toMatchObject({
        type: 'InvalidInput',
        faults: ['atLeast: must be left out where stale is true'],
      });
      expect(await faults({ atLeast: -1 })).toMatchObject({ type: 'InvalidInput' });
    } finally {
      await casebook.close();
      await close();
    }
  });
});
