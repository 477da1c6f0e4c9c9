import * as t from 'io-ts';
import type { Stage } from './stage-order';

export const StageCodec: t.Type<Stage, string> = t.keyof(
  { intake: null, categorization: null, assignment: null, investigation: null, resolution: null, closure: null },
  'intake, categorization, assignment, investigation, resolution or closure',
);
