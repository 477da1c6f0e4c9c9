import type { Condition } from '@casebook/domain';
import { writtenDuration } from '@casebook/interchange';
import type { Json } from '@casebook/vocabulary';
import { valueInWords } from './changes';
import { conditionInWords } from './condition-words';

/** What a list of a rulebook holds, in words; `ordered` where the first that fits is the one. */
export interface Noun {
  readonly one: string;
  readonly many: string;
  readonly ordered: boolean;
}

const noun = (one: string, many = `${one}s`, ordered = false): Noun => ({ one, many, ordered });

/** The lists of a rulebook by their path, places and names left out. */
export const nouns: { readonly [path: string]: Noun } = {
  fields: noun('field'),
  caseTypes: noun('case type'),
  'caseTypes.requiredFields': noun('required field'),
  categories: noun('category', 'categories'),
  'categories.examples': noun('example'),
  categoryReviews: noun('rule for reviews', 'rules for reviews', true),
  services: noun('service'),
  'services.related': noun('related service'),
  teams: noun('team'),
  'teams.agents': noun('agent'),
  'priority.factors': noun('priority factor'),
  'priority.levels': noun('level', 'levels', true),
  routing: noun('routing rule', 'routing rules', true),
  assignment: noun('assignment rule', 'assignment rules', true),
  approvals: noun('approval rule', 'approval rules', true),
  'approvals.approvers': noun('approver'),
  playbooks: noun('playbook', 'playbooks', true),
  'playbooks.steps': noun('step', 'steps', true),
  'playbooks.steps.after': noun('step before it', 'steps before it'),
  calendars: noun('calendar'),
  'calendars.exceptions': noun('exception'),
  serviceLevels: noun('service level', 'service levels', true),
  escalations: noun('escalation rule'),
  surveys: noun('rule for surveys', 'rules for surveys', true),
  scorecards: noun('scorecard', 'scorecards', true),
  'scorecards.criteria': noun('criterion', 'criteria'),
  rates: noun('rate', 'rates', true),
  notifications: noun('rule for notifications', 'rules for notifications'),
  'notifications.on': noun('event'),
  'notifications.to': noun('recipient'),
  templates: noun('template'),
  resolutionCodes: noun('resolution code'),
};

/** How a member is spoken of: what was and what is complete the verb. */
interface Phrase {
  readonly verb: string;
  readonly says: (value: Json) => string;
}

type Fields = { readonly [key: string]: Json };

const isFields = (value: Json): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Conditions are told by the keys that only they have. */
export const isCondition = (value: Json): boolean =>
  isFields(value) && ['field', 'all', 'any', 'not'].some((key) => key in value);

const orElse =
  (nothing: string, says: (value: Json) => string) =>
  (value: Json): string =>
    value === null ? nothing : says(value);

/** Any value; a condition as one says it. */
export const said = (value: Json): string =>
  isCondition(value)
    ? conditionInWords(value as unknown as Condition) // of a rulebook that was read: nothing else has these keys
    : valueInWords(value);

const span = (largest: 'd' | 'h') => (value: Json) =>
  typeof value === 'number' ? String(writtenDuration(value, largest)) : said(value);

const percents = (value: Json): string =>
  Array.isArray(value) && value.length > 0 ? `at ${value.map((one) => `${String(one)} %`).join(', ')}` : 'not at all';

const yesOrNo = (yes: string, no: string) => (value: Json) => (value === true ? yes : no);

const held = (value: Json): string => {
  if (!isFields(value)) return said(value);
  const { type = null, choices = null } = value;
  return choices === null ? `a ${said(type)}` : `one of ${said(choices)}`;
};

/** What a service begins its cases with. */
const begun = (value: Json): string => {
  if (!isFields(value)) return said(value);
  const { fields = null, category = null } = value;
  const says = isFields(fields) ? Object.entries(fields).map(([name, text]) => `${name} ${said(text)}`) : [];
  const parts = [
    ...(says.length === 0 ? [] : [`with ${says.join(', ')}`]),
    ...(category === null ? [] : [`in ${said(category)}`]),
  ];
  return parts.join(' and ') || 'as its type has it';
};

/** Which share of closed cases a scorecard reviews. */
const sampled = (value: Json): string => {
  if (!isFields(value)) return said(value);
  const { percent = null, seed = null } = value;
  return `${said(percent)} % of closed cases, drawn by ‘${said(seed)}’`;
};

/** By path as in `nouns`; other members are called by their own names. */
export const phrases: { readonly [path: string]: Phrase } = {
  'fields.holds': { verb: 'holds', says: held },
  'fields.personal': { verb: 'is', says: yesOrNo('personal', 'not personal') },
  'caseTypes.requiredFields.stage': { verb: 'must be filled', says: (value) => `from ${said(value)} on` },
  'caseTypes.requiredFields.when': { verb: 'is asked for where', says: said },
  'categories.criteria': { verb: 'takes', says: orElse('what its name says', said) },
  'categories.complexity': {
    verb: 'is',
    says: orElse('of no known complexity', (value) => `of ${said(value)} complexity`),
  },
  'categoryReviews.when': { verb: 'applies where', says: said },
  'caseTypes.oneTouch': { verb: 'can be resolved', says: yesOrNo('at once', 'only once somebody has taken it up') },
  'caseTypes.defaultCategory': { verb: 'begins', says: orElse('without a category', (value) => `in ${said(value)}`) },
  'services.description': { verb: 'is told as', says: (value) => `‘${said(value)}’` },
  'services.caseType': { verb: 'makes a case', says: (value) => `of type ${said(value)}` },
  'services.products': {
    verb: 'is for',
    says: (value) => (Array.isArray(value) && value.length === 0 ? 'any product' : said(value)),
  },
  'services.offeredWhen': { verb: 'is offered where', says: said },
  'services.defaults': { verb: 'begins a case', says: begun },
  'routing.when': { verb: 'applies where', says: said },
  'routing.team': { verb: 'routes to', says: said },
  'routing.agent': { verb: 'offers the case to', says: orElse('nobody in particular', said) },
  'assignment.when': { verb: 'applies where', says: said },
  'assignment.respondWithin': { verb: 'waits for the agent', says: orElse('for ever', span('d')) },
  'approvals.when': { verb: 'applies where', says: said },
  'approvals.quorum': { verb: 'needs', says: (value) => `${said(value)} to agree` },
  'approvals.within': {
    verb: 'is to be decided',
    says: orElse('at any time', (value) => `within ${span('d')(value)}`),
  },
  'playbooks.when': { verb: 'starts by itself where', says: said },
  'playbooks.steps.when': { verb: 'is to be done where', says: said },
  'playbooks.steps.stage': { verb: 'is on turn', says: (value) => `from ${said(value)} on` },
  'playbooks.steps.doneBy': { verb: 'is done', says: (value) => `by the ${said(value)}` },
  'playbooks.steps.team': { verb: 'is for', says: orElse('the team that has the case', said) },
  'playbooks.steps.neededFor': {
    verb: 'must be over',
    says: orElse('before nothing', (value) => `before the ${said(value)}`),
  },
  'playbooks.steps.within': { verb: 'is due', says: orElse('at no time', (value) => `within ${span('h')(value)}`) },
  'playbooks.steps.calendar': { verb: 'counts', says: orElse('round the clock', (value) => `on ‘${said(value)}’`) },
  'playbooks.steps.blocks': {
    verb: 'makes the case wait',
    says: orElse('for nothing', (value) => `because ${said(value)}`),
  },
  'serviceLevels.when': { verb: 'applies where', says: said },
  'serviceLevels.stopsWhen': {
    verb: 'counts as reached',
    says: orElse('only by its metric', (value) => `where ${said(value)}`),
  },
  'serviceLevels.cancelledWhen': { verb: 'is dropped', says: orElse('never', (value) => `where ${said(value)}`) },
  'serviceLevels.target': { verb: 'promises', says: orElse('nothing', span('h')) },
  'serviceLevels.calendar': { verb: 'counts', says: (value) => `on ‘${said(value)}’` },
  'serviceLevels.pausedBy': { verb: 'pauses for', says: said },
  'serviceLevels.warnings': { verb: 'warns', says: percents },
  'escalations.when': { verb: 'applies where', says: said },
  'escalations.at': { verb: 'escalates', says: (value) => `at ${said(value)} %` },
  'escalations.serviceLevel': { verb: 'watches', says: (value) => `‘${said(value)}’` },
  'escalations.to': { verb: 'goes', says: orElse('to nobody', (value) => `to ${said(value)}`) },
  'surveys.when': { verb: 'asks where', says: said },
  'surveys.after': { verb: 'asks', says: (value) => `after the ${said(value)}` },
  'surveys.openFor': { verb: 'can be answered', says: orElse('always', (value) => `for ${span('d')(value)}`) },
  'scorecards.when': { verb: 'is for cases where', says: said },
  'scorecards.passAt': { verb: 'is passed', says: (value) => `at ${said(value)} %` },
  'scorecards.sample': { verb: 'reviews', says: orElse('none by itself', sampled) },
  'scorecards.criteria.text': { verb: 'asks', says: orElse('what its name says', (value) => `‘${said(value)}’`) },
  'scorecards.criteria.weight': { verb: 'counts for', says: (value) => `${said(value)} %` },
  'scorecards.criteria.max': { verb: 'gives at most', says: said },
  'scorecards.criteria.failsBelow': {
    verb: 'fails the whole',
    says: orElse('never', (value) => `below ${said(value)}`),
  },
  'rates.when': { verb: 'applies where', says: said },
  'rates.activity': { verb: 'is for', says: orElse('any activity', said) },
  'rates.perHour': { verb: 'costs', says: (value) => `${said(value)} an hour` },
  'notifications.when': { verb: 'tells where', says: said },
  'notifications.through': { verb: 'goes', says: (value) => `through ‘${said(value)}’` },
  'templates.documents': { verb: 'is for', says: (value) => `a ${said(value)}` },
  'templates.when': { verb: 'is offered where', says: said },
  'templates.text': {
    verb: 'says',
    says: (value) =>
      `‘${said(value)
        .trim()
        .replace(/\s*\n\s*/g, ' / ')}’`,
  },
  'closing.autoCloseAfter': {
    verb: 'comes by itself',
    says: orElse('never', (value) => `${span('d')(value)} after the resolution`),
  },
  'closing.autoCloseUnless': { verb: 'does not come by itself where', says: said },
  'closing.remindAfter': {
    verb: 'is reminded of',
    says: orElse('never', (value) => `${span('d')(value)} after the resolution`),
  },
  'closing.reopenWithin': { verb: 'can be undone', says: orElse('never', (value) => `for ${span('d')(value)}`) },
};
