import type { Rulebook } from '../rulebook';
import { quorums } from './approvals';
import type { Check, LintFinding } from './finding';
import { names } from './names';
import { playbooks } from './playbooks';
import { priorities } from './priority';
import { reminders } from './closing';
import { askedTwice, unreachable } from './reach';
import { calendars, caseTypes, escalations, targets, values } from './references';
import { scorecards } from './scorecards';
import { serviceLevels } from './service-levels';
import { services } from './services';
import { examples } from './taxonomy';
import { templates } from './templates';

const checks: ReadonlyArray<Check> = [
  names,
  caseTypes,
  examples,
  quorums,
  playbooks,
  targets,
  values,
  calendars,
  escalations,
  askedTwice,
  unreachable,
  priorities,
  serviceLevels,
  services,
  templates,
  reminders,
  scorecards,
];

/**
 * All that cannot be meant in a rulebook: names given twice, teams, agents, categories, types, fields and calendars that are not
 * there, values that never occur, rules never reached, priorities that no case can have, steps that wait for each other, service levels that never attach, services that are never offered, scorecards whose weights are not a whole.
 */
export const lintRulebook = (rulebook: Rulebook): ReadonlyArray<LintFinding> =>
  checks.flatMap((check) => check(rulebook));
