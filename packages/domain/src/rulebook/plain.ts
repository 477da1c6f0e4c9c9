import { instantOf } from '@casebook/vocabulary';
import type { Rulebook } from './rulebook';

const days = 24 * 60 * 60 * 1000;

/**
 * The rulebook of a desk that has none: any type, category, team, agent and code; no priority, no routing, no closing by
 * itself; a closed case can be reopened within 30 days. A rulebook of your own begins well with `{ ...plainRulebook, … }`.
 */
export const plainRulebook: Rulebook = {
  version: 0,
  hash: null,
  effectiveFrom: instantOf(0),
  fields: [],
  caseTypes: [],
  categories: [],
  categoryReviews: [],
  services: [],
  teams: [],
  priority: null,
  routing: [],
  assignment: [],
  approvals: [],
  playbooks: [],
  calendars: [],
  serviceLevels: [],
  escalations: [],
  surveys: [],
  scorecards: [],
  rates: [],
  notifications: [],
  templates: [],
  resolutionCodes: [],
  closing: { autoCloseAfter: null, autoCloseUnless: { any: [] }, remindAfter: null, reopenWithin: 30 * days },
};
