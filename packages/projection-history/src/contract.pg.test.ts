import { caseEventSchemas } from '@casebook/domain';
import { caseHistories } from '@casebook/domain/testing';
import { eventCodec } from '@casebook/event-store';
import { testDatabases } from '@casebook/event-store-postgres/testing';
import { projectionContract } from '@casebook/projection/contract';
import { caseIndex } from './case-index';
import { caseLinks } from './case-links';
import { caseReviews } from './case-reviews';

projectionContract('read models of history', [caseIndex, caseLinks, caseReviews], caseHistories, {
  codec: eventCodec(caseEventSchemas),
  databases: testDatabases,
});
