import type { Instant, Text } from '@casebook/vocabulary';
import type { Situation } from '../situation';
import { duration } from './duration';
import { given, minute, phrase, say, written, type Words } from './saying';
import { escalatedTo, levelEndedBecause, measured } from './terms';

/** What people call it: the policy's name, or its id where its start is not among the events. */
const called = ({ levels }: Situation, slaId: Text): string => `‘${levels[slaId] ?? slaId}’`;

const until = (dueAt: Instant | null): string => (dueAt === null ? '' : `, due ${minute(dueAt)}`);

/** What is promised about time, and what became of it. */
export const promised: Words<
  | 'ServiceLevelStarted'
  | 'ServiceLevelPaused'
  | 'ServiceLevelResumed'
  | 'ServiceLevelWarned'
  | 'ServiceLevelBreached'
  | 'ServiceLevelMet'
  | 'ServiceLevelEnded'
  | 'CaseEscalated'
  | 'CaseDeescalated'
> = {
  ServiceLevelStarted: ({ event: { policy, metric, agreement, target, dueAt } }) =>
    say(
      phrase(
        `started the ${agreement} ‘${policy}’ on ${measured[metric]}`,
        target === null ? 'without a target' : `of ${duration(target)}${until(dueAt)}`,
      ),
    ),
  ServiceLevelPaused: ({ event: { slaId, used } }, before) =>
    say(`paused the service level ${called(before, slaId)} with ${duration(used)} used`),
  ServiceLevelResumed: ({ event: { slaId, dueAt } }, before) =>
    say(`resumed the service level ${called(before, slaId)}${until(dueAt)}`),
  ServiceLevelWarned: ({ event: { slaId, percent, dueAt } }, before) =>
    say(`warned that ${percent} % of the service level ${called(before, slaId)} is used${until(dueAt)}`),
  ServiceLevelBreached: ({ event: { slaId, dueAt, team, agent } }, before) =>
    say(
      phrase(
        `noted that the service level ${called(before, slaId)} was missed, due ${minute(dueAt)}`,
        given(team, (name) => `with ${name}`),
        given(agent, (name) => `in the hands of ${name}`),
      ),
    ),
  ServiceLevelMet: ({ event: { slaId, used } }, before) =>
    say(`met the service level ${called(before, slaId)} with ${duration(used)} used`),
  ServiceLevelEnded: ({ event: { slaId, used, late, reason } }, before) =>
    say(
      phrase(`ended the service level ${called(before, slaId)} with ${duration(used)} used`, late ? '(late)' : null),
      levelEndedBecause[reason],
    ),
  CaseEscalated: ({ event: { kind, severity, to, reason } }) =>
    say(
      phrase(
        'escalated the case',
        escalatedTo[kind],
        given(to, (team) => `to ${team}`),
        given(severity, (words) => `as ${words}`),
      ),
      null,
      written(reason),
    ),
  CaseDeescalated: ({ event: { reason } }) =>
    say('ended an escalation', reason === null ? 'the case was over' : null, written(reason)),
};
