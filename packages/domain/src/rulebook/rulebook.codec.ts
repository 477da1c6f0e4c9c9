import * as E from 'fp-ts/Either';
import * as t from 'io-ts';
import { AgentId, CalendarId, faults, Instant, nullable, TeamId, Text, type Json } from '@casebook/vocabulary';
import { CalendarCodec } from '@casebook/working-time';
import { ComplexityCodec } from '../case/categorization.codec';
import { PriorityLevelCodec } from '../case/priority.codec';
import { EscalationKindCodec } from '../case/escalation.codec';
import { StageCodec } from '../case/stage-order.codec';
import { AgreementCodec, MetricCodec } from '../case/service-levels.codec';
import { WaitOnCodec } from '../case/waits.codec';
import { ConditionCodec, FieldCodec, matchWith } from './condition.codec';
import { NotificationRuleCodec } from './notifications.codec';
import { CountCodec, DurationCodec, FiniteCodec, PercentCodec, PercentToEndCodec, VersionCodec } from './numbers.codec';
import { PlaybookCodec } from './playbooks.codec';
import { RateCodec } from './rates.codec';
import { referring } from './references.codec';
import type { Rulebook } from './rulebook';
import { ScorecardCodec } from './scorecards.codec';
import { ServiceCodec } from './services.codec';
import { SurveyRuleCodec } from './surveys.codec';
import { TemplateCodec } from './templates.codec';

const FieldDefinition = t.strict({
  name: Text,
  holds: t.union(
    [
      t.strict({ type: t.literal('text') }),
      t.strict({ type: t.literal('number') }),
      t.strict({ type: t.literal('flag') }),
      t.strict({ type: t.literal('choice'), choices: t.readonlyArray(Text, 'a list of choices') }),
    ],
    'type: text, number, flag or choice',
  ),
  personal: t.boolean,
});

const RequiredField = t.strict(
  { field: Text, stage: StageCodec, when: ConditionCodec },
  'a field with its stage and its condition',
);

const Category = t.strict(
  {
    path: Text,
    criteria: nullable(Text),
    examples: t.readonlyArray(Text, 'a list of examples'),
    complexity: nullable(ComplexityCodec),
  },
  'a category: its path, and what is known of it',
);

const PriorityModel = t.strict({
  factors: t.readonlyArray(
    t.strict({
      name: Text,
      field: FieldCodec,
      weight: FiniteCodec,
      points: t.readonlyArray(
        matchWith<{ readonly points: number }>('is, oneOf, atLeast, atMost or known, with points', {
          points: FiniteCodec,
        }),
      ),
      otherwise: FiniteCodec,
    }),
  ),
  levels: t.readonlyArray(t.strict({ from: FiniteCodec, priority: PriorityLevelCodec })),
  otherwise: PriorityLevelCodec,
});

const ServiceLevelPolicy = t.strict({
  name: Text,
  metric: MetricCodec,
  agreement: AgreementCodec,
  when: ConditionCodec,
  stopsWhen: nullable(ConditionCodec),
  cancelledWhen: nullable(ConditionCodec),
  target: nullable(DurationCodec),
  calendar: CalendarId,
  pausedBy: t.readonlyArray(WaitOnCodec, 'a list of waits'),
  warnings: t.readonlyArray(PercentCodec, 'a list of percents'),
  counts: t.keyof({ fromStart: null, fromAttachment: null }, 'fromStart or fromAttachment'),
  reopening: t.keyof({ newCycle: null, continue: null, total: null }, 'newCycle, continue or total'),
});

const AssignmentRule = t.strict({
  name: Text,
  when: ConditionCodec,
  requires: t.readonlyArray(t.strict({ skill: Text, level: CountCodec }), 'a list of skills with their levels'),
  prefers: t.strict({
    skills: t.readonlyArray(t.strict({ skill: Text, weight: FiniteCodec }), 'a list of skills with their weights'),
    language: FiniteCodec,
    segment: FiniteCodec,
    room: FiniteCodec,
  }),
  respondWithin: nullable(DurationCodec),
});

const EscalationRule = t.strict({
  name: Text,
  serviceLevel: Text,
  at: PercentToEndCodec,
  when: ConditionCodec,
  kind: EscalationKindCodec,
  severity: nullable(Text),
  to: nullable(TeamId),
});

const Sections: t.Type<Rulebook, Json> = t.strict(
  {
    version: VersionCodec,
    hash: nullable(Text),
    effectiveFrom: Instant,
    fields: t.readonlyArray(FieldDefinition, 'a list of fields'),
    caseTypes: t.readonlyArray(
      t.strict({
        name: Text,
        requiredFields: t.readonlyArray(RequiredField, 'a list of required fields'),
        defaultCategory: nullable(Text),
        oneTouch: t.boolean,
      }),
      'a list of case types',
    ),
    categories: t.readonlyArray(Category, 'a list of categories'),
    categoryReviews: t.readonlyArray(
      t.strict({ name: Text, when: ConditionCodec }),
      'a list of rules for reviews of categories',
    ),
    services: t.readonlyArray(ServiceCodec, 'a list of services'),
    teams: t.readonlyArray(t.strict({ team: TeamId, agents: t.readonlyArray(AgentId) }), 'a list of teams'),
    priority: nullable(PriorityModel),
    routing: t.readonlyArray(
      t.strict({ name: Text, when: ConditionCodec, team: TeamId, agent: nullable(AgentId) }),
      'a list of routing rules',
    ),
    assignment: t.readonlyArray(AssignmentRule, 'a list of assignment rules'),
    approvals: t.readonlyArray(
      t.strict({
        name: Text,
        when: ConditionCodec,
        approvers: t.readonlyArray(AgentId, 'a list of agents'),
        quorum: CountCodec,
        within: nullable(DurationCodec),
      }),
      'a list of approval rules',
    ),
    playbooks: t.readonlyArray(PlaybookCodec, 'a list of playbooks'),
    calendars: t.readonlyArray(CalendarCodec, 'a list of calendars'),
    serviceLevels: t.readonlyArray(ServiceLevelPolicy, 'a list of service levels'),
    escalations: t.readonlyArray(EscalationRule, 'a list of escalations'),
    surveys: t.readonlyArray(SurveyRuleCodec, 'a list of rules for surveys'),
    scorecards: t.readonlyArray(ScorecardCodec, 'a list of scorecards'),
    rates: t.readonlyArray(RateCodec, 'a list of rates'),
    notifications: t.readonlyArray(NotificationRuleCodec, 'a list of rules for notifications'),
    templates: t.readonlyArray(TemplateCodec, 'a list of templates'),
    resolutionCodes: t.readonlyArray(Text, 'a list of codes'),
    closing: t.strict({
      autoCloseAfter: nullable(DurationCodec),
      autoCloseUnless: ConditionCodec,
      remindAfter: nullable(DurationCodec),
      reopenWithin: nullable(DurationCodec),
    }),
  },
  'Rulebook',
);

/** A rulebook as JSON or YAML. */
export const RulebookCodec: t.Type<Rulebook, Json> = referring(Sections);

/** A document that is no rulebook: one line a fault, with its path. */
export interface RulebookUnreadable {
  readonly type: 'RulebookUnreadable';
  readonly faults: ReadonlyArray<string>;
}

/** A rulebook from a parsed document, in which nothing is missing that deciding looks up. What else it says is looked at by `lintRulebook`. */
export const decodeRulebook = (document: unknown): E.Either<RulebookUnreadable, Rulebook> => {
  const decoded = RulebookCodec.decode(document);
  return E.isRight(decoded) ? decoded : E.left({ type: 'RulebookUnreadable', faults: faults(decoded.left) });
};
