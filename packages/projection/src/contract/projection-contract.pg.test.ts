import * as fc from 'fast-check';
import { testDatabases } from '@casebook/event-store-postgres/testing';
import type { Past } from '../past';
import type { Projection } from '../projection';
import { cases, deskCodec, deskHistories, holders, waits } from '../testing/desk';
import { agrees, casesOf, projectionContract } from './projection-contract';

projectionContract('the rows of a small desk', [cases, waits, holders], deskHistories, {
  codec: deskCodec,
  databases: testDatabases,
  runs: 15,
});

describe.each(testDatabases.filter(({ name }) => name === 'PostgreSQL'))('the contract, on $name', ({ open }) => {
  const lasting = (lasts: { readonly since: string; readonly until: string; readonly known?: [string] }): Past => ({
    by: 'span',
    lasts,
  });
  const changes: Past = { by: 'change' };
  const { Noted: _, ...deafOn } = cases.on;

  test.each<[string, Projection]>([
    ['says that rows last which can go', { ...waits, past: lasting({ since: 'since', until: 'until' }) }],
    ['does not say what is known only at the end', { ...holders, past: lasting({ since: 'since', until: 'until' }) }],
    [
      'makes a change and does not say when',
      { ...cases, past: changes, on: { ...deafOn, Noted: (rows) => rows.map((row) => ({ ...row, order: 7 })) } },
    ],
  ])(
    'fails a read model that %s',
    async (_fault, faulty) => {
      const database = await open();
      let opened = 0;
      const tried = fc.assert(
        fc.asyncProperty(casesOf(deskHistories), (one) => {
          opened += 1;
          return agrees(database, `${database.schema}_${opened}`, [faulty], deskCodec, one);
        }),
        { numRuns: 100, endOnFailure: true },
      );
      await expect(tried).rejects.toThrow(/Property failed/);
      await database.close();
    },
    120_000,
  );
});
