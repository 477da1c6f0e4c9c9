import type { PriorityLevel } from '@casebook/domain';
import { given, phrase, say, written, type Words } from './saying';
import { by, categorizedBecause, level } from './terms';

const moved = (from: PriorityLevel, to: PriorityLevel): string => {
  if (from === to) return `kept the priority at ${level[to]}`;
  return `${to < from ? 'raised' : 'lowered'} the priority from ${level[from]} to ${level[to]}`;
};

const points = (score: number, factors: ReadonlyArray<{ readonly name: string; readonly points: number }>): string => {
  const parts = factors.map((factor) => `${factor.name} ${factor.points}`).join(', ');
  return `with ${score} ${score === 1 ? 'point' : 'points'}${parts === '' ? '' : ` (${parts})`}`;
};

export const opening: Words<'CaseCreated' | 'CaseDetailsRevised' | 'CaseCategorized' | 'CasePrioritized'> = {
  CaseCreated: ({ event }) =>
    say(
      phrase(
        `opened case ${event.number}`,
        by[event.channel],
        given(event.caseType, (type) => `as ${type}`),
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
  CaseCategorized: ({ event: { category, previous, reason } }) =>
    say(
      previous === null
        ? `categorized the case as ${category}`
        : `changed the category from ${previous} to ${category}`,
      categorizedBecause[reason],
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
