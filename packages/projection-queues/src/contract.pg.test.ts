import { caseEventSchemas } from '@casebook/domain';
import { caseHistories } from '@casebook/domain/testing';
import { eventCodec } from '@casebook/event-store';
import { testDatabases } from '@casebook/event-store-postgres/testing';
import { projectionContract } from '@casebook/projection/contract';
import { approvals } from './approvals';
import { escalations } from './escalations';
import { notifications } from './notifications';
import { participants } from './participants';
import { consultations } from './consultations';
import { caseTags } from './case-tags';
import { tasks } from './tasks';
import { caseTraits } from './case-traits';
import { queueEntries } from './queue-entries';
import { timers } from './timers';

projectionContract(
  'read models of queues',
  [
    queueEntries,
    timers,
    caseTraits,
    approvals,
    tasks,
    escalations,
    notifications,
    participants,
    consultations,
    caseTags,
  ],
  caseHistories,
  {
    codec: eventCodec(caseEventSchemas),
    databases: testDatabases,
  },
);
