import * as E from 'fp-ts/Either';
import type { Instant, Text } from '@casebook/vocabulary';
import { earliest } from '../decider';
import type { Dated, Variant } from '../message';
import type { CaseState, CaseTopic } from './case';
import { ofAcceptedCase, ofCase, type CaseNotAccepted, type CaseNotOpen, type CaseUnknown } from './gate';
import { isOnTurn } from './task';
import type { WaitOn } from './wait-on';

/** Why a wait is over. */
export type WaitEnd = 'answered' | 'done' | 'elapsed' | 'withdrawn' | 'superseded' | 'unstated';

/** One thing that a case waits for. */
export interface Wait {
  readonly waitId: Text;
  readonly on: WaitOn;
  /** What exactly is waited for. */
  readonly subject: Text | null;
  /** When it ends by itself. */
  readonly until: Instant | null;
}

export interface Waits {
  readonly slice: {
    readonly open: ReadonlyArray<Wait>;
    /** Ids of waits that are over: an id starts and ends once. */
    readonly over: ReadonlyArray<Text>;
  };
  readonly command: Dated<'StartWait', Wait> | Dated<'EndWait', { waitId: Text }>;
  readonly event: Dated<'WaitStarted', Wait> | Dated<'WaitEnded', { waitId: Text; cause: WaitEnd }>;
  readonly rejection:
    | CaseUnknown
    | CaseNotOpen
    | CaseNotAccepted
    | Variant<'WaitUnknown', { waitId: Text }>
    | Variant<'WaitAlreadyOver', { until: Instant }>;
}

const ended =
  (at: Instant, cause: WaitEnd) =>
  ({ waitId }: Wait) =>
    ({ type: 'WaitEnded', at, waitId, cause }) as const;

const supersedeAll = ({ at }: { readonly at: Instant }, { waits: { open } }: CaseState) =>
  open.map(ended(at, 'superseded'));

const isKnown = ({ waits: { open, over } }: CaseState, id: Text): boolean =>
  over.includes(id) || open.some(({ waitId }) => waitId === id);

/** A case that somebody works on waits for the tasks that block it, once their turn has come. */
const blockedBy = ({ at }: { readonly at: Instant }, state: CaseState): ReadonlyArray<Waits['event']> =>
  E.isLeft(ofAcceptedCase(state))
    ? []
    : state.tasks.open.flatMap((task) =>
        task.blocks === null || isKnown(state, task.taskId) || !isOnTurn(task, state)
          ? []
          : [{ type: 'WaitStarted', at, waitId: task.taskId, on: 'task', subject: task.blocks, until: null }],
      );

/** What a case waits for: the customer, a third party, a date. Several at once; the case is waiting while one is open. */
export const waits: CaseTopic<Waits> = {
  initial: { open: [], over: [] },
  decide: {
    StartWait: ({ at, waitId, on, subject, until }, state) => {
      if (isKnown(state, waitId)) return E.right([]);
      const status = ofAcceptedCase(state);
      if (E.isLeft(status)) return status;
      return until !== null && until <= at
        ? E.left({ type: 'WaitAlreadyOver', until })
        : E.right([{ type: 'WaitStarted', at, waitId, on, subject, until }]);
    },
    EndWait: ({ at, waitId }, state) => {
      const status = ofCase(state);
      if (E.isLeft(status)) return status;
      const wait = state.waits.open.find((open) => open.waitId === waitId);
      if (wait !== undefined) return E.right([ended(at, 'done')(wait)]);
      return isKnown(state, waitId) ? E.right([]) : E.left({ type: 'WaitUnknown', waitId });
    },
  },
  evolve: {
    WaitStarted: ({ open, over }, { waitId, on, subject, until }) => ({
      open: [...open.filter((wait) => wait.waitId !== waitId), { waitId, on, subject, until }],
      over,
    }),
    WaitEnded: ({ open, over }, { waitId }) => ({
      open: open.filter((wait) => wait.waitId !== waitId),
      over: over.includes(waitId) ? over : [...over, waitId],
    }),
  },
  follow: {
    MessageSent: ({ at, awaits: waitId }, state) =>
      waitId === null || isKnown(state, waitId)
        ? []
        : [{ type: 'WaitStarted', at, waitId, on: 'customer', subject: null, until: null }],
    MessageReceived: ({ at, from }, { waits: { open } }) =>
      from === 'customer' ? open.filter(({ on }) => on === 'customer').map(ended(at, 'answered')) : [],
    /** A case that somebody works on waits for what must be approved. */
    ApprovalRequested: ({ at, approvalId: waitId, about }, state) =>
      isKnown(state, waitId) || E.isLeft(ofAcceptedCase(state))
        ? []
        : [{ type: 'WaitStarted', at, waitId, on: 'approval', subject: about, until: null }],
    ApprovalSettled: ({ at, approvalId, outcome }, { waits: { open } }) =>
      open
        .filter(({ waitId }) => waitId === approvalId)
        .map(ended(at, outcome === 'approved' || outcome === 'rejected' ? 'done' : outcome)),
    CaseCategorized: blockedBy,
    CaseRouted: blockedBy,
    CaseAssigned: blockedBy,
    AssignmentAccepted: blockedBy,
    FindingRecorded: blockedBy,
    TaskAdded: blockedBy,
    TaskEnded: (event, state) => [
      ...state.waits.open
        .filter(({ waitId }) => waitId === event.taskId)
        .map(ended(event.at, event.outcome === 'superseded' ? 'superseded' : 'done')),
      ...blockedBy(event, state),
    ],
    CaseResolved: supersedeAll,
    CaseClosed: supersedeAll,
    CaseCancelled: supersedeAll,
  },
  next: ({ waits: { open } }) =>
    earliest(
      open.map((wait) =>
        wait.until === null ? undefined : { from: wait.until, event: ended(wait.until, 'elapsed')(wait) },
      ),
    ),
};
