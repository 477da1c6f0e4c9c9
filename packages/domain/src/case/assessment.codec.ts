import * as t from 'io-ts';
import { Instant, nullable, Text } from '@casebook/vocabulary';
import { first, type CommandCodecs, type EventSchemas } from '../schema';
import type { Assessing } from './assessment';
import type { AssessmentKind } from './assessment-kind';

const AssessmentKindCodec: t.Type<AssessmentKind, string> = t.keyof(
  { category: null, complexity: null, duplicate: null, intent: null, language: null, risk: null, sentiment: null },
  'AssessmentKind',
);

// Zero is written as 0, so that it comes back as it was.
const Confidence = t.refinement(
  t.number,
  (value) => value >= 0 && value <= 1 && !Object.is(value, -0),
  'a number from 0 to 1',
);

/** 1 to 100 characters. */
const Name = t.refinement(Text, (name) => name.trim() !== '' && name.length <= 100, 'a name of 1 to 100 characters');

const assessed = {
  at: Instant,
  assessmentId: Text,
  kind: AssessmentKindCodec,
  value: Text,
  confidence: Confidence,
  assessor: t.strict({ name: Name, version: Name }),
  about: nullable(Text),
};

export const assessmentSchemas: EventSchemas<Assessing['event']> = {
  AssessmentRecorded: first(t.strict({ type: t.literal('AssessmentRecorded'), ...assessed })),
};

export const assessmentCommands: CommandCodecs<Assessing['command']> = {
  RecordAssessment: t.strict({ type: t.literal('RecordAssessment'), ...assessed }),
};
