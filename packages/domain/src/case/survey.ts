import type { Text } from '@casebook/vocabulary';

/** What is asked: how satisfied (CSAT), how easy it was (CES), whether one would recommend the desk (NPS). */
export type SurveyKind = 'CSAT' | 'CES' | 'NPS';

export const surveyKinds: ReadonlyArray<SurveyKind> = ['CSAT', 'CES', 'NPS'];

/** The whole numbers that can be answered, the best being the last. */
export const scoresOf: { readonly [K in SurveyKind]: { readonly from: number; readonly to: number } } = {
  CSAT: { from: 1, to: 5 },
  CES: { from: 1, to: 7 },
  NPS: { from: 0, to: 10 },
};

/** After what a customer is asked. */
export type SurveyAfter = 'resolution' | 'closure';

/** A survey of a case, named by the cycle that it asks about. */
export interface Survey {
  readonly surveyId: Text;
  readonly cycle: number;
  readonly kind: SurveyKind;
}
