import * as t from 'io-ts';
import { AgentId, Instant, nullable, TeamId, Text } from '@casebook/vocabulary';
import { DecisionCodec } from '../decision.codec';
import type { Agreement } from '../rulebook/rulebook';
import { first, type CommandCodecs, type EventSchemas } from '../schema';
import type { Metric } from './metric';
import type { LevelEnd, ServiceLevels } from './service-level';

export const MetricCodec: t.Type<Metric, string> = t.keyof(
  {
    firstResponse: null,
    nextResponse: null,
    update: null,
    contact: null,
    resolution: null,
    requesterWait: null,
    agentWork: null,
    ownership: null,
    task: null,
  },
  'Metric',
);

export const AgreementCodec: t.Type<Agreement, string> = t.keyof({ SLA: null, OLA: null, contract: null }, 'Agreement');

const LevelEndCodec: t.Type<LevelEnd, string> = t.keyof(
  {
    completedLate: null,
    caseOver: null,
    merged: null,
    rerouted: null,
    cancelled: null,
    superseded: null,
    noLongerApplies: null,
    migrated: null,
  },
  'LevelEnd',
);

const warnings = t.readonlyArray(t.strict({ percent: t.number, at: Instant }));
const of = { at: Instant, slaId: Text };

const ServiceLevelStarted = t.strict({
  type: t.literal('ServiceLevelStarted'),
  ...of,
  policy: Text,
  metric: MetricCodec,
  agreement: AgreementCodec,
  round: t.number,
  target: nullable(t.number),
  startsAt: Instant,
  before: t.number,
  dueAt: nullable(Instant),
  warnings,
  supersedes: nullable(Text),
  decision: DecisionCodec,
});

const ServiceLevelPaused = t.strict({ type: t.literal('ServiceLevelPaused'), ...of, used: t.number });

const ServiceLevelResumed = t.strict({
  type: t.literal('ServiceLevelResumed'),
  ...of,
  dueAt: nullable(Instant),
  warnings,
});

const ServiceLevelWarned = t.strict({
  type: t.literal('ServiceLevelWarned'),
  ...of,
  percent: t.number,
  dueAt: nullable(Instant),
});

const ServiceLevelBreached = t.strict({
  type: t.literal('ServiceLevelBreached'),
  ...of,
  dueAt: Instant,
  team: nullable(TeamId),
  agent: nullable(AgentId),
});

const ServiceLevelMet = t.strict({ type: t.literal('ServiceLevelMet'), ...of, used: t.number });

const ServiceLevelEnded = t.strict({
  type: t.literal('ServiceLevelEnded'),
  ...of,
  used: t.number,
  late: t.boolean,
  reason: LevelEndCodec,
});

const ServiceLevelReported = t.strict({
  type: t.literal('ServiceLevelReported'),
  at: Instant,
  metric: Text,
  outcome: t.keyof({ met: null, missed: null }),
});

export const serviceLevelsSchemas: EventSchemas<ServiceLevels['event']> = {
  ServiceLevelStarted: first(ServiceLevelStarted),
  ServiceLevelPaused: first(ServiceLevelPaused),
  ServiceLevelResumed: first(ServiceLevelResumed),
  ServiceLevelWarned: first(ServiceLevelWarned),
  ServiceLevelBreached: first(ServiceLevelBreached),
  ServiceLevelMet: first(ServiceLevelMet),
  ServiceLevelEnded: first(ServiceLevelEnded),
  ServiceLevelReported: first(ServiceLevelReported),
};

export const serviceLevelsCommands: CommandCodecs<ServiceLevels['command']> = {
  MigrateServiceLevels: t.strict({ type: t.literal('MigrateServiceLevels'), at: Instant }),
};
