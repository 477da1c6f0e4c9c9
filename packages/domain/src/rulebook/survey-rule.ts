import type { Millis, Text } from '@casebook/vocabulary';
import type { SurveyAfter, SurveyKind } from '../case/survey';
import type { Condition } from './condition';

/** Which customers are asked what they think, and after what. The first whose condition holds asks. */
export interface SurveyRule {
  /** One of its kind in the rulebook: decisions name it. */
  readonly name: Text;
  readonly when: Condition;
  readonly kind: SurveyKind;
  readonly after: SurveyAfter;
  /** How long it can be answered; null: always. */
  readonly openFor: Millis | null;
}
