import * as E from 'fp-ts/Either';
import type { AgentId, Instant, Personal, TeamId, Text } from '@casebook/vocabulary';
import type { Dated, Variant } from '../message';
import type { TeamUnknown } from '../rulebook/allowed';
import type { CaseState, CaseTopic } from './case';
import { ofCase, ofCaseNotOver, type CaseNotOpen, type CaseUnknown } from './gate';
import { isUnsaid } from './said';
import { isMeant, whyNobody, type Somebody, type WhoUnclear } from './somebody';

/** How a consultation ended: answered, no longer wanted, or over with the case. */
export type ConsultationEnd = 'answered' | 'withdrawn' | 'caseOver';

/** A question about the case to somebody who has not got it. */
export interface Consultation extends Somebody {
  readonly consultationId: Text;
  readonly question: Personal<Text>;
  /** Who asks; null: no agent. */
  readonly by: AgentId | null;
}

export interface Consultations {
  readonly slice: {
    readonly open: ReadonlyArray<{
      readonly consultationId: Text;
      readonly agent: AgentId | null;
      readonly team: TeamId | null;
    }>;
    readonly over: ReadonlyArray<{ readonly consultationId: Text; readonly because: ConsultationEnd }>;
  };
  readonly command:
    | Dated<'StartConsultation', Consultation>
    /** `by` null: no agent. What somebody outside the desk answers is recorded by whoever got it. */
    | Dated<'AnswerConsultation', { consultationId: Text; by: AgentId | null; answer: Personal<Text> }>
    | Dated<'WithdrawConsultation', { consultationId: Text }>;
  readonly event:
    | Dated<'ConsultationStarted', Consultation>
    | Dated<
        'ConsultationAnswered',
        {
          consultationId: Text;
          /** Null: somebody outside the desk. */
          by: AgentId | null;
          answer: Personal<Text>;
        }
      >
    | Dated<'ConsultationEnded', { consultationId: Text; reason: 'withdrawn' | 'caseOver' }>;
  readonly rejection:
    | CaseUnknown
    | CaseNotOpen
    | TeamUnknown
    | WhoUnclear
    | Variant<'QuestionMissing'>
    | Variant<'AnswerMissing'>
    | Variant<'ConsultationUnknown', { consultationId: Text }>
    | Variant<'ConsultationOver', { consultationId: Text; because: ConsultationEnd }>
    /** Only who was asked answers; null: no agent. */
    | Variant<'NotConsulted', { agent: AgentId | null }>;
}

type Slice = Consultations['slice'];
type Event = Consultations['event'];
type Open = Slice['open'][number];

/** An open question that a command names. */
const openOf = ({ consultations }: CaseState, consultationId: Text): E.Either<Consultations['rejection'], Open> => {
  const found = consultations.open.find((one) => one.consultationId === consultationId);
  if (found !== undefined) return E.right(found);
  const over = consultations.over.find((one) => one.consultationId === consultationId);
  return E.left(
    over === undefined
      ? { type: 'ConsultationUnknown', consultationId }
      : { type: 'ConsultationOver', consultationId, because: over.because },
  );
};

const isKnown = ({ open, over }: Slice, id: Text): boolean =>
  [...open, ...over].some(({ consultationId }) => consultationId === id);

const ended = ({ open, over }: Slice, id: Text, because: ConsultationEnd): Slice => ({
  open: open.filter(({ consultationId }) => consultationId !== id),
  over: [...over.filter(({ consultationId }) => consultationId !== id), { consultationId: id, because }],
});

const dropAll = ({ at }: { readonly at: Instant }, { consultations: { open } }: CaseState): ReadonlyArray<Event> =>
  open.map(({ consultationId }) => ({ type: 'ConsultationEnded', at, consultationId, reason: 'caseOver' }));

/** What is asked aside, of colleagues or of somebody outside the desk: the customer's conversation does not have it. */
export const consultations: CaseTopic<Consultations> = {
  initial: { open: [], over: [] },
  decide: {
    StartConsultation: (command, state, rules) => {
      const status = ofCaseNotOver(state);
      if (E.isLeft(status)) return status;
      if (isKnown(state.consultations, command.consultationId)) return E.right([]);
      const refusal = whyNobody(rules.at(command.at), command);
      if (refusal !== null) return E.left(refusal);
      return isUnsaid(command.question)
        ? E.left({ type: 'QuestionMissing' })
        : E.right([{ ...command, type: 'ConsultationStarted' }]);
    },
    AnswerConsultation: ({ at, consultationId, by, answer }, state, rules) => {
      const status = ofCase(state);
      if (E.isLeft(status)) return status;
      const found = openOf(state, consultationId);
      if (E.isLeft(found)) return found;
      const isOutside = found.right.agent === null && found.right.team === null;
      if (!isOutside && (by === null || !isMeant(rules.at(at), found.right, by)))
        return E.left({ type: 'NotConsulted', agent: by });
      return isUnsaid(answer)
        ? E.left({ type: 'AnswerMissing' })
        : E.right([{ type: 'ConsultationAnswered', at, consultationId, by: isOutside ? null : by, answer }]);
    },
    WithdrawConsultation: ({ at, consultationId }, state) => {
      const status = ofCase(state);
      if (E.isLeft(status)) return status;
      const found = openOf(state, consultationId);
      if (E.isRight(found)) return E.right([{ type: 'ConsultationEnded', at, consultationId, reason: 'withdrawn' }]);
      const { left } = found;
      return left.type === 'ConsultationOver' && left.because === 'withdrawn' ? E.right([]) : found;
    },
  },
  evolve: {
    ConsultationStarted: ({ open, over }, { consultationId, agent, team }) => ({
      open: [...open.filter((one) => one.consultationId !== consultationId), { consultationId, agent, team }],
      over,
    }),
    ConsultationAnswered: (slice, { consultationId }) => ended(slice, consultationId, 'answered'),
    ConsultationEnded: (slice, { consultationId, reason }) => ended(slice, consultationId, reason),
  },
  follow: {
    CaseClosed: dropAll,
    CaseCancelled: dropAll,
  },
};
