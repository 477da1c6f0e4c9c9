import * as t from 'io-ts';
import { Instant, Text } from '@casebook/vocabulary';
import { first, type EventSchemas } from '../schema';
import type { Activity } from './activity';

const ActivityRecorded = t.strict({
  type: t.literal('ActivityRecorded'),
  at: Instant,
  label: Text,
  attributes: t.record(t.string, Text),
});

export const activitySchemas: EventSchemas<Activity['event']> = { ActivityRecorded: first(ActivityRecorded) };
