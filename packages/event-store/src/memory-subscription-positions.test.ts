import { memorySubscriptionPositions } from '@casebook/event-store';
import { leaseForContract, subscriptionPositionsContract } from '@casebook/event-store/contract';

subscriptionPositionsContract('memorySubscriptionPositions', async () => ({
  positions: memorySubscriptionPositions({ lease: leaseForContract }),
  close: async () => undefined,
}));
