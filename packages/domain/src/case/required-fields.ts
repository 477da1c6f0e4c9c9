import * as E from 'fp-ts/Either';
import type { Text } from '@casebook/vocabulary';
import type { Variant } from '../message';
import { caseTypeOf } from '../rulebook/case-type';
import { judge } from '../rulebook/condition';
import type { Rulebook } from '../rulebook/rulebook';
import type { CaseState } from './case';
import { factsOf } from './facts';
import { hasReached, type Stage } from './stage-order';

/** A field is empty that cases of this type must have from that stage on. */
export type FieldMissing = Variant<'FieldMissing', { field: Text; caseType: Text; stage: Stage }>;

/** Whether a custom field says something; of a personal one no more is known than that. */
const isFilled = ({ creation: { opening, personalFilled } }: CaseState, field: Text): boolean =>
  (opening?.fields[field] ?? '').trim() !== '' || personalFilled.includes(field);

/** All fields that a case lacks which is, or would be, at a stage: those of the stages before it included. */
const fieldsLacking = (state: CaseState, rulebook: Rulebook, stage: Stage): ReadonlyArray<FieldMissing> => {
  const kind = caseTypeOf(rulebook, state.creation.opening?.caseType ?? null);
  if (E.isLeft(kind)) return [];
  const { name: caseType, requiredFields } = kind.right;
  const lacking = requiredFields.filter((one) => hasReached(stage, one.stage) && !isFilled(state, one.field));
  if (lacking.length === 0) return [];
  const facts = factsOf(state, rulebook);
  return lacking
    .filter(({ when }) => judge(when, facts).holds)
    .map((one) => ({ type: 'FieldMissing', field: one.field, caseType, stage: one.stage }));
};

/**
 * The one answer to whether a command may bring a case to a stage: the first field that the case lacks for it, null where it lacks none.
 * The case is taken as the command would leave it, what follows from that left out.
 */
export const fieldLacking = (would: CaseState, rulebook: Rulebook, stage: Stage): FieldMissing | null =>
  fieldsLacking(would, rulebook, stage)[0] ?? null;

/** The first field that was filled, would be so no more, and is one that the case must have where it is; null where there is none. */
export const fieldTaken = (state: CaseState, would: CaseState, rulebook: Rulebook): FieldMissing | null =>
  fieldsLacking(would, rulebook, state.stage).find(({ field }) => isFilled(state, field)) ?? null;
