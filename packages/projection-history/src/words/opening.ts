import type { Complexity, PriorityLevel } from '@casebook/domain';
import { given, phrase, say, written, type Words } from './saying';
import { by, categorizedBecause, level } from './terms';

const rated = (complexity: Complexity | null): string | null => given(complexity, (one) => `(${one} complexity)`);

const categorized = (category: string, previous: string | null): string => {
  if (previous === null) return `categorized the case as ${category}`;
  return previous === category
    ? `rated the case in ${category} anew`
    : `changed the category from ${previous} to ${category}`;
};

const moved = (from: PriorityLevel, to: PriorityLevel): string => {
  if (from === to) return `kept the priority at ${level[to]}`;
  return `${to < from ? 'raised' : 'lowered'} the priority from ${level[from]} to ${level[to]}`;
};

const points = (score: number, factors: ReadonlyArray<{ readonly name: string; readonly points: number }>): string => {
  const parts = factors.map((factor) => `${factor.name} ${factor.points}`).join(', ');
  return `with ${score} ${score === 1 ? 'point' : 'points'}${parts === '' ? '' : ` (${parts})`}`;
};

export const opening: Words<
  | 'CaseCreated'
  | 'CaseDetailsRevised'
  | 'CaseCategorized'
  | 'CategoryReviewRequested'
  | 'CategoryReviewed'
  | 'CasePrioritized'
> = {
  CaseCreated: ({ event }) =>
    say(
      phrase(
        `opened case ${event.number}`,
        by[event.channel],
        given(event.caseType, (type) => `as ${type}`),
        given(event.service, (service) => `for the service ${service}`),
        given(event.customer, (customer) => `for customer ${customer}`),
        given(event.product, (product) => `about ${product}`),
        given(event.follows, (earlier) => `following case ${earlier}`),
      ),
      null,
      [written(event.subject), written(event.description)].filter((text) => text !== null).join('\n') || null,
    ),
  CaseDetailsRevised: ({ event: { fields, personalFields, product, reason } }) =>
    say(
      phrase(
        'revised the details:',
        [
          ...Object.entries(fields).map(([name, value]) => (value === '' ? `${name} cleared` : `${name} is ${value}`)),
          ...(product === null ? [] : [`product is ${product}`]),
          ...(personalFields === null ? [] : ['what concerns a person']),
        ].join(', '),
      ),
      reason,
    ),
  CaseCategorized: ({ event: { category, previous, complexity, reason } }) =>
    say(phrase(categorized(category, previous), rated(complexity)), categorizedBecause[reason]),
  CategoryReviewRequested: ({ event: { category } }) => say(`asked for a second look at the category ${category}`),
  CategoryReviewed: ({ event: { outcome, category, complexity, remark } }) =>
    say(
      phrase(
        outcome === 'confirmed' ? 'confirmed the category' : 'found in review that the case is',
        category,
        rated(complexity),
      ),
      null,
      written(remark),
    ),
  CasePrioritized: ({ event: { priority, previous, score, factors, reason } }) =>
    say(
      phrase(
        previous === null ? `set the priority to ${level[priority]}` : moved(previous, priority),
        given(score, (sum) => points(sum, factors)),
      ),
      reason,
    ),
};
