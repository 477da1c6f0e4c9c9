import * as t from 'io-ts';
import { AgentId, Instant, nullable, personal, Text } from '@casebook/vocabulary';
import { DecisionCodec } from '../decision.codec';
import { first, type CommandCodecs, type EventSchemas } from '../schema';
import type { Feedback } from './feedback';
import type { SurveyAfter, SurveyKind } from './survey';

export const SurveyKindCodec: t.Type<SurveyKind, string> = t.keyof(
  { CSAT: null, CES: null, NPS: null },
  'CSAT, CES or NPS',
);

export const SurveyAfterCodec: t.Type<SurveyAfter, string> = t.keyof(
  { resolution: null, closure: null },
  'resolution or closure',
);

const answer = { surveyId: Text, score: t.number, remark: personal(nullable(Text)) };

export const feedbackSchemas: EventSchemas<Feedback['event']> = {
  SurveyOffered: first(
    t.strict({
      type: t.literal('SurveyOffered'),
      at: Instant,
      surveyId: Text,
      cycle: t.number,
      kind: SurveyKindCodec,
      credited: nullable(AgentId),
      expiresAt: nullable(Instant),
      decision: DecisionCodec,
    }),
  ),
  SurveyAnswered: first(t.strict({ type: t.literal('SurveyAnswered'), at: Instant, ...answer })),
};

export const feedbackCommands: CommandCodecs<Feedback['command']> = {
  AnswerSurvey: t.strict({ type: t.literal('AnswerSurvey'), at: Instant, ...answer }),
};
