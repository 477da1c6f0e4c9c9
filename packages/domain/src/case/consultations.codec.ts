import * as t from 'io-ts';
import { AgentId, Instant, nullable, personal, Text } from '@casebook/vocabulary';
import { first, type CommandCodecs, type EventSchemas } from '../schema';
import type { Consultations } from './consultations';
import { somebody } from './somebody.codec';

const asked = { consultationId: Text, ...somebody, question: personal(Text), by: nullable(AgentId) };
const answered = { consultationId: Text, by: nullable(AgentId), answer: personal(Text) };

export const consultationsSchemas: EventSchemas<Consultations['event']> = {
  ConsultationStarted: first(t.strict({ type: t.literal('ConsultationStarted'), at: Instant, ...asked })),
  ConsultationAnswered: first(t.strict({ type: t.literal('ConsultationAnswered'), at: Instant, ...answered })),
  ConsultationEnded: first(
    t.strict({
      type: t.literal('ConsultationEnded'),
      at: Instant,
      consultationId: Text,
      reason: t.keyof({ withdrawn: null, caseOver: null }),
    }),
  ),
};

export const consultationsCommands: CommandCodecs<Consultations['command']> = {
  StartConsultation: t.strict({ type: t.literal('StartConsultation'), at: Instant, ...asked }),
  AnswerConsultation: t.strict({ type: t.literal('AnswerConsultation'), at: Instant, ...answered }),
  WithdrawConsultation: t.strict({ type: t.literal('WithdrawConsultation'), at: Instant, consultationId: Text }),
};
