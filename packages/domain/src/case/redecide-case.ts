import { plus } from '@casebook/vocabulary';
import type { Of } from '../message';
import { redecide, type Redecided, type Redeciding } from '../redecide';
import { ranked, sumOf } from '../rulebook/candidates';
import type { Rules } from '../rulebook/rules';
import { caseDecider, type CaseEvent, type CaseState } from './case';
import { priced } from './effort';
import type { RulebookMissing } from './rulebook-lacking';
import { migrated } from './service-level-course';

const subject = (event: CaseEvent): string => {
  if ('slaId' in event) return event.slaId;
  if ('routingId' in event) return event.routingId;
  if ('assignmentId' in event) return event.assignmentId;
  if ('approvalId' in event) return event.approvalId;
  if ('surveyId' in event) return event.surveyId;
  if ('notificationId' in event) return event.notificationId;
  if ('entryId' in event) return event.entryId;
  if ('runId' in event) return event.runId;
  if ('taskId' in event) return event.taskId;
  if ('reviewId' in event) return event.reviewId;
  if ('escalationId' in event) return event.escalationId;
  if ('participantId' in event) return event.participantId;
  if ('consultationId' in event) return event.consultationId;
  if ('useId' in event) return event.useId;
  if ('gapId' in event) return event.gapId;
  if ('tag' in event) return event.tag;
  return 'waitId' in event ? event.waitId : '';
};

const levels: ReadonlyArray<CaseEvent['type']> = [
  'ServiceLevelStarted',
  'ServiceLevelPaused',
  'ServiceLevelResumed',
  'ServiceLevelWarned',
  'ServiceLevelBreached',
  'ServiceLevelMet',
  'ServiceLevelEnded',
];

/** Whether rules or time have brought an event, rather than a person or an import. */
export const isDecided = (event: CaseEvent): boolean =>
  levels.includes(event.type) ||
  event.type === 'ClosingReminded' ||
  ('decision' in event && event.decision !== null) ||
  (event.type === 'CaseClosed' && event.by === 'autoClose' && event.rulebook !== null);

/** An offer as its own ranking has it: the scores are sums of their parts, the best gets the case. */
const rankedAgain = (event: Of<CaseEvent, 'CaseAssigned'>, rules: Rules): ReadonlyArray<CaseEvent> => {
  const { at, ranking: recorded, decision } = event;
  if (decision === null || recorded.length === 0) return [];
  const rule = rules.version(decision.rulebook).assignment.find(({ name }) => name === decision.rule);
  const ranking = ranked(recorded.map((one) => ({ ...one, score: one.excludedBecause === null ? sumOf(one) : null })));
  const [best] = ranking;
  if (rule === undefined || best === undefined) return [];
  const respondsBy = rule.respondWithin === null ? null : plus(at, rule.respondWithin);
  return [{ ...event, agent: best.agent, respondsBy, ranking }];
};

const ofCase: Redeciding<CaseState, CaseEvent, Rules> = {
  isRuled: isDecided,
  subjectOf: subject,
  commanded: (event, state, rules) => {
    if (event.type === 'CaseAssigned') return rankedAgain(event, rules);
    return event.type === 'EffortLogged' ? [priced(event, state, rules)] : migrated(event.at, state, rules);
  },
};

/** The first version of the rulebook that a decision names and that is nowhere; null where all are there. */
export const versionLacking = (events: ReadonlyArray<CaseEvent>, rules: Rules): RulebookMissing | null => {
  const lost = events.find(
    (event) => 'decision' in event && event.decision !== null && !rules.has(event.decision.rulebook),
  );
  return lost !== undefined && 'decision' in lost && lost.decision !== null
    ? { type: 'RulebookMissing', version: lost.decision.rulebook }
    : null;
};

/**
 * Decides a case anew, from all its events in their order: which of its recorded decisions would be others now. The rules have
 * every version that a decision names: see `versionLacking`.
 */
export const redecideCase = (events: ReadonlyArray<CaseEvent>, rules: Rules): Redecided<CaseEvent> =>
  redecide(caseDecider, ofCase, events, rules);
