import { CaseNumber, textOf, type Text } from '@casebook/vocabulary';
import type { AssessmentKind } from '../case/assessment-kind';
import { complexities } from '../case/complexity';
import { allowsCategory } from './allowed';
import type { Rulebook } from './rulebook';

const oneOf = (words: ReadonlyArray<string>, value: Text): Text | null =>
  words.includes(value) ? null : textOf(`be one of ${words.join(', ')}`);

const like = (shape: RegExp, value: Text, must: string): Text | null => (shape.test(value) ? null : textOf(must));

/** A word and no prose: nothing is told in it that would have to be erased. */
const word = (value: Text): Text | null =>
  like(/^[\p{L}\p{N}._/-]{1,60}$/u, value, 'be one word: at most 60 letters, digits and . _ / -');

/** What the value of an assessment must be; null where it is that. */
export const whyNotValue = (rulebook: Rulebook, kind: AssessmentKind, value: Text): Text | null => {
  switch (kind) {
    case 'category':
      return allowsCategory(rulebook, value)
        ? null
        : oneOf(
            rulebook.categories.map(({ path }) => path),
            value,
          );
    case 'complexity':
      return oneOf(complexities, value);
    case 'duplicate':
      return CaseNumber.is(value) ? null : textOf('be the number of a case');
    case 'language':
      return like(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, value, 'be the tag of a language, such as en or pt-BR');
    case 'sentiment':
      return oneOf(['negative', 'neutral', 'positive'], value);
    case 'intent':
    case 'risk':
      return word(value);
  }
};
