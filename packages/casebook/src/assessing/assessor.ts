import type * as TE from 'fp-ts/TaskEither';
import type { AssessmentKind } from '@casebook/domain';
import type { Query } from '../ask';
import type { Queues } from '../queues';
import type { Material } from './material';

/** What an assessor makes of a case, or of one of its messages. */
export interface Suggestion {
  readonly kind: AssessmentKind;
  /** What each kind can be, `docs/reference/events.md` says: a category of the taxonomy, `negative`, `en`, the number of another case. */
  readonly value: string;
  /** How sure it is, from 0 to 1. */
  readonly confidence: number;
  /** The id of the message that it speaks of; by default the case as a whole. */
  readonly about?: string | undefined;
}

/** It could not say anything, and why. */
export interface AssessorFailed {
  readonly type: 'AssessorFailed';
  readonly message: string;
}

/** It had not answered in time; `within` is in milliseconds. */
export interface AssessorTooLate {
  readonly type: 'AssessorTooLate';
  readonly within: number;
}

/** What an assessor may ask of the desk beyond what it is shown. */
export interface Asking {
  readonly queues: Queues;
  /** A question of its own to read models: those hold the rows of all tenants, so it asks for those of this one. */
  readonly query: Query;
  /** Aborts when its time is up. */
  readonly signal: AbortSignal;
}

/** A program that looks at cases and says what it makes of them. It decides nothing. */
export interface Assessor {
  /** 1 to 100 characters, other than those of the others: its later word takes the place of its earlier one. */
  readonly name: string;
  /** Of the program and of the model in it, 1 to 100 characters: what was said is measured by it. */
  readonly version: string;
  /** How many milliseconds it may take, 10,000 by default. */
  readonly within?: number | undefined;
  /** No suggestions: it makes nothing of it. */
  readonly assess: (material: Material, asking: Asking) => TE.TaskEither<AssessorFailed, ReadonlyArray<Suggestion>>;
}

const isName = (name: string): boolean => name.trim() !== '' && name.length <= 100;

/** Throws a TypeError where two have one name, or one has none. */
export const checkedAssessors = (assessors: ReadonlyArray<Assessor>): ReadonlyArray<Assessor> => {
  for (const { name, version } of assessors) {
    if (!isName(name) || !isName(version))
      throw new TypeError(`an assessor's name and version must have 1 to 100 characters: ${name}@${version}`);
    if (assessors.filter((other) => other.name === name).length > 1)
      throw new TypeError(`two assessors are called ${name}: each must have a name of its own`);
  }
  return assessors;
};
