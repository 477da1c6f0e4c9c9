import * as E from 'fp-ts/Either';
import { textOf, type Instant, type Personal, type Text } from '@casebook/vocabulary';
import type { Decision } from '../decision';
import type { Dated, Variant } from '../message';
import { allowsCode } from '../rulebook/allowed';
import { caseTypeOf } from '../rulebook/case-type';
import { closingBy } from '../rulebook/closing-by';
import type { Rulebook } from '../rulebook/rulebook';
import { writtenFrom, type TemplateUnknown, type WrittenFrom } from '../rulebook/written-from';
import { approvalOutstanding, type ApprovalOutstanding } from './approval';
import type { CaseState, CaseTopic } from './case';
import { factsOf } from './facts';
import {
  ofCase,
  ofOpenCase,
  type CaseNotAccepted,
  type CaseNotOpen,
  type CaseNotResolved,
  type CaseUnknown,
} from './gate';
import { fieldLacking, type FieldMissing } from './required-fields';
import { isUnsaid } from './said';
import { statusOf } from './status';
import { tasksOutstanding, type TasksOutstanding } from './task';

/** Why a case that was resolved or over is open again. */
export type ReopeningCause =
  'solutionRejected' | 'customerReply' | 'recurrence' | 'agent' | 'qualityReview' | 'unstated';

/** A resolution that nobody has rejected. */
export interface Solution {
  readonly resolutionId: Text;
  readonly accepted: boolean;
  /** When it closes the case by itself, and until when the case can then be reopened. */
  readonly closesAt: Instant | null;
  /** When a reminder of that is due; null: none is. */
  readonly remindAt: Instant | null;
  readonly reopenableUntil: Instant | null;
  /** Version of the rulebook that set these instants. */
  readonly rulebook: number | null;
}

export interface Resolution {
  readonly slice: {
    /** 1 before the first reopening. */
    readonly cycle: number;
    /** The solution that stands; null while there is none. */
    readonly solution: Solution | null;
  };
  readonly command:
    /** `template` names the one that the notes were written from; null where they were written without one. */
    | Dated<'ResolveCase', { code: Text; notes: Personal<Text>; template: Text | null }>
    | Dated<'AcceptResolution', { channel: Text }>
    | Dated<'RejectResolution', { reason: Personal<Text> }>
    | Dated<'ReopenCase', { cause: ReopeningCause; reason: Personal<Text> }>;
  readonly event:
    | Dated<
        'CaseResolved',
        {
          resolutionId: Text;
          cycle: number;
          /** Null where the source does not say. */
          code: Text | null;
          notes: Personal<Text> | null;
          /** What the notes were written from. */
          template: WrittenFrom | null;
          /** When the case closes by itself unless somebody objects; null: never. */
          closesAt: Instant | null;
          /** Why it does not although others would; null where nothing keeps it from that. */
          staysOpen: Decision | null;
          /** When a reminder that it will close is due; null: none is. */
          remindAt: Instant | null;
          /** Until when it can be reopened once it has closed by itself; null: never. While it is resolved it always can. */
          reopenableUntil: Instant | null;
          /** Version of the rulebook that set these instants; null where none did. */
          rulebook: number | null;
        }
      >
    | Dated<'ResolutionAccepted', { resolutionId: Text; via: Text }>
    | Dated<'CaseReopened', { cycle: number; cause: ReopeningCause; reason: Personal<Text> | null }>;
  readonly rejection:
    | CaseUnknown
    | CaseNotOpen
    | CaseNotAccepted
    | CaseNotResolved
    | FieldMissing
    | TemplateUnknown
    | ApprovalOutstanding
    | TasksOutstanding
    | Variant<'NotesMissing'>
    | Variant<'ResolutionCodeUnknown', { code: Text }>
    /** Null: cases that are closed are not reopened at all. */
    | Variant<'WindowElapsed', { reopenableUntil: Instant | null }>;
}

const reopened = (at: Instant, cause: ReopeningCause, reason: Personal<Text> | null, { cycle }: Resolution['slice']) =>
  ({ type: 'CaseReopened', at, cycle: cycle + 1, cause, reason }) as const;

const isWithin = (at: Instant, until: Instant | null): boolean => until !== null && at < until;

const isOneTouch = (rulebook: Rulebook, { creation: { opening } }: CaseState): boolean => {
  const kind = caseTypeOf(rulebook, opening?.caseType ?? null);
  return E.isRight(kind) && kind.right.oneTouch;
};

/** The solution of a case, and what becomes of it: accepted, rejected, or the case is reopened in a new cycle. */
export const resolution: CaseTopic<Resolution> = {
  initial: { cycle: 1, solution: null },
  decide: {
    ResolveCase: ({ at, code, notes, template: name }, state, rules) => {
      const status = ofOpenCase(state);
      if (E.isLeft(status)) return status;
      const rulebook = rules.at(at);
      if (status.right === 'New' && !isOneTouch(rulebook, state)) return E.left({ type: 'CaseNotAccepted' });
      if (!allowsCode(rulebook, code)) return E.left({ type: 'ResolutionCodeUnknown', code });
      if (isUnsaid(notes)) return E.left({ type: 'NotesMissing' });
      const missing = fieldLacking(state, rulebook, 'resolution');
      if (missing !== null) return E.left(missing);
      const template = writtenFrom(rulebook, name, 'resolution');
      if (E.isLeft(template)) return template;
      const outstanding = approvalOutstanding(state) ?? tasksOutstanding(state, 'resolution');
      if (outstanding !== null) return E.left(outstanding);

      const { cycle } = state.resolution;
      const resolutionId = textOf(`resolution-${cycle}`);
      const until = { ...closingBy(rulebook, at, factsOf(state, rulebook)), rulebook: rulebook.version };
      const solution = { resolutionId, cycle, code, notes, template: template.right };
      return E.right([{ type: 'CaseResolved', at, ...solution, ...until }]);
    },
    AcceptResolution: ({ at, channel }, state) => {
      const status = ofCase(state);
      if (E.isLeft(status)) return status;
      const { solution } = state.resolution;
      if (solution?.accepted === true) return E.right([]);
      return status.right === 'Resolved' && solution !== null
        ? E.right([{ type: 'ResolutionAccepted', at, resolutionId: solution.resolutionId, via: channel }])
        : E.left({ type: 'CaseNotResolved', status: status.right });
    },
    RejectResolution: ({ at, reason }, state) => {
      const status = ofCase(state);
      if (E.isLeft(status)) return status;
      return status.right === 'Resolved'
        ? E.right([reopened(at, 'solutionRejected', reason, state.resolution)])
        : E.left({ type: 'CaseNotResolved', status: status.right });
    },
    /** A case that is resolved or was cancelled can always be reopened, one that is closed within its window. */
    ReopenCase: ({ at, cause, reason }, state) => {
      const status = ofCase(state);
      if (E.isLeft(status)) return status;
      if (E.isRight(ofOpenCase(state))) return E.right([]);
      if (status.right === 'Merged') return E.left({ type: 'CaseNotOpen', status: status.right });
      const { reopenableUntil } = state.closing;
      return status.right === 'Closed' && !isWithin(at, reopenableUntil)
        ? E.left({ type: 'WindowElapsed', reopenableUntil })
        : E.right([reopened(at, cause, reason, state.resolution)]);
    },
  },
  evolve: {
    CaseResolved: (_, { cycle, resolutionId, closesAt, remindAt, reopenableUntil, rulebook }) => ({
      cycle,
      solution: { resolutionId, accepted: false, closesAt, remindAt, reopenableUntil, rulebook },
    }),
    ResolutionAccepted: ({ cycle, solution }) => ({ cycle, solution: solution && { ...solution, accepted: true } }),
    CaseReopened: (_, { cycle }) => ({ cycle, solution: null }),
  },
  follow: {
    /** An answer to what was thought solved. Outside the window it is only recorded: a follow-up case is opened elsewhere. */
    MessageReceived: ({ at, from }, state) => {
      const status = statusOf(state.standing);
      const reopens = status === 'Resolved' || (status === 'Closed' && isWithin(at, state.closing.reopenableUntil));
      return from === 'customer' && reopens ? [reopened(at, 'customerReply', null, state.resolution)] : [];
    },
  },
};
