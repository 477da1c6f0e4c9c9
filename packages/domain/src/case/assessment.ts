import * as E from 'fp-ts/Either';
import { textOf, type Instant, type Text } from '@casebook/vocabulary';
import type { Dated, Variant } from '../message';
import { whyNotValue } from '../rulebook/assessable';
import type { AssessmentKind } from './assessment-kind';
import type { CaseState, CaseTopic } from './case';
import { ofCase, ofOpenCase, type CaseNotOpen, type CaseUnknown } from './gate';

/** Who assesses: a program, in the version that says so. */
export interface AssessorName {
  readonly name: Text;
  readonly version: Text;
}

/** What an assessor says of a case, and how sure it is. */
export interface Assessment {
  readonly assessmentId: Text;
  readonly kind: AssessmentKind;
  /** A word of a list, never a text about a person: it is kept when somebody is erased. */
  readonly value: Text;
  /** From 0 to 1. */
  readonly confidence: number;
  readonly assessor: AssessorName;
  /** The message or note that it speaks of; null: the case. */
  readonly about: Text | null;
}

/** An assessment that stands: its assessor has not said otherwise since. */
export interface StandingAssessment extends Assessment {
  readonly at: Instant;
}

export interface Assessing {
  /** The last word of each assessor about each kind. */
  readonly slice: { readonly current: ReadonlyArray<StandingAssessment> };
  readonly command: Dated<'RecordAssessment', Assessment>;
  readonly event: Dated<'AssessmentRecorded', Assessment>;
  readonly rejection:
    | CaseUnknown
    | CaseNotOpen
    /** The case has no such message or note. */
    | Variant<'MessageUnknown', { messageId: Text }>
    /** Nothing of that kind can be so; `must` says what could. */
    | Variant<'AssessmentImpossible', { kind: AssessmentKind; value: Text; must: Text }>;
}

/** These suggest what to do about a case, so only while something can be done about it. The others tell what a message is like. */
const suggests: { readonly [K in AssessmentKind]: boolean } = {
  category: true,
  complexity: true,
  duplicate: true,
  intent: false,
  language: false,
  risk: false,
  sentiment: false,
};

const isLikewise = (one: Assessment, other: Assessment): boolean =>
  one.kind === other.kind && one.assessor.name === other.assessor.name;

const saysTheSame = (one: Assessment, other: Assessment): boolean =>
  isLikewise(one, other) &&
  one.assessor.version === other.assessor.version &&
  one.value === other.value &&
  one.confidence === other.confidence &&
  one.about === other.about;

const impossible = ({ kind, value }: Assessment, must: Text): Assessing['rejection'] => ({
  type: 'AssessmentImpossible',
  kind,
  value,
  must,
});

/** The case's own number is no other case. */
const isItself = ({ kind, value }: Assessment, { creation: { opening } }: CaseState): boolean =>
  kind === 'duplicate' && opening !== null && value === textOf(opening.number);

/** What machines make of a case. It only suggests: no rule reads it, and nothing follows from it. */
export const assessment: CaseTopic<Assessing> = {
  initial: { current: [] },
  decide: {
    RecordAssessment: (command, state, rules) => {
      const { kind, value, about, at } = command;
      const known = ofCase(state);
      if (E.isLeft(known)) return known;
      const { current } = state.assessment;
      if (current.some((one) => one.assessmentId === command.assessmentId || saysTheSame(one, command)))
        return E.right([]);
      const status = suggests[kind] ? ofOpenCase(state) : known;
      if (E.isLeft(status)) return status;
      if (about !== null && !state.conversation.known.includes(about))
        return E.left({ type: 'MessageUnknown', messageId: about });
      if (isItself(command, state)) return E.left(impossible(command, textOf('be another case')));
      const must = whyNotValue(rules.at(at), kind, value);
      return must === null ? E.right([{ ...command, type: 'AssessmentRecorded' }]) : E.left(impossible(command, must));
    },
  },
  evolve: {
    AssessmentRecorded: ({ current }, { type: _, ...said }) => ({
      current: [...current.filter((one) => !isLikewise(one, said)), said],
    }),
  },
};
