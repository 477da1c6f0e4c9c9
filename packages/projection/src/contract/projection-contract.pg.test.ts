import { testDatabases } from '@casebook/event-store-postgres/testing';
import { cases, deskCodec, deskHistories, waits } from '../testing/desk';
import { projectionContract } from './projection-contract';

projectionContract('the rows of a small desk', [cases, waits], deskHistories, {
  codec: deskCodec,
  databases: testDatabases,
  runs: 15,
});
