import * as t from 'io-ts';
import { Instant, Text } from '@casebook/vocabulary';
import { first, type EventSchemas } from '../schema';
import type { ServiceLevels } from './service-levels';

const ServiceLevelReported = t.strict({
  type: t.literal('ServiceLevelReported'),
  at: Instant,
  metric: Text,
  outcome: t.keyof({ met: null, missed: null }),
});

export const serviceLevelsSchemas: EventSchemas<ServiceLevels['event']> = {
  ServiceLevelReported: first(ServiceLevelReported),
};
