import * as E from 'fp-ts/Either';
import { plus, textOf, type AgentId, type Instant, type Personal, type Text } from '@casebook/vocabulary';
import type { Decision } from '../decision';
import type { Dated, Variant } from '../message';
import { approvalRuleFor, othersThan, whyNoQuorum, type QuorumImpossible } from '../rulebook/approving';
import type { CaseState, CaseTopic } from './case';
import { factsOf } from './facts';
import { ofCase, ofOpenCase, type CaseNotOpen, type CaseUnknown } from './gate';
import { planOf } from './plan';
import { isUnsaid } from './said';

/** What is to be approved. */
export type ApprovalSubject = 'plan' | 'escalation' | 'credit' | 'closure' | 'review';
export type ApprovalVerdict = 'approved' | 'rejected';
/** How a request ended; `superseded`: by a new revision, or with the case. */
export type ApprovalOutcome = ApprovalVerdict | 'withdrawn' | 'superseded';

/** What is asked for, and of whom. */
export interface ApprovalRequest {
  readonly approvalId: Text;
  readonly subject: ApprovalSubject;
  /** The plan that it is about, by its id; null: it is about something else. */
  readonly plan: Text | null;
  /** What of it, for those who are asked: a revision, an amount. */
  readonly about: Text | null;
  /** Who asks: they cannot approve it. Null: no agent. */
  readonly requestedBy: AgentId | null;
  readonly approvers: ReadonlyArray<AgentId>;
  /** How many of them must agree. */
  readonly quorum: number;
  /** When they should have; null: no time is set. */
  readonly dueAt: Instant | null;
}

/** A request nobody has settled, with what was said to it. */
export interface Pending extends Omit<ApprovalRequest, 'about' | 'dueAt'> {
  readonly verdicts: { readonly [approver: string]: ApprovalVerdict };
}

export interface Approval {
  readonly slice: {
    readonly open: ReadonlyArray<Pending>;
    readonly settled: ReadonlyArray<
      Pick<Pending, 'approvalId' | 'subject' | 'plan'> & { readonly outcome: ApprovalOutcome }
    >;
  };
  readonly command:
    | Dated<'RequestApproval', ApprovalRequest>
    | Dated<
        'DecideApproval',
        { approvalId: Text; approver: AgentId; verdict: ApprovalVerdict; remark: Personal<Text> | null }
      >
    | Dated<'WithdrawApproval', { approvalId: Text }>;
  readonly event:
    | Dated<'ApprovalRequested', ApprovalRequest & { decision: Decision | null }>
    | Dated<
        'ApprovalDecided',
        { approvalId: Text; approver: AgentId; verdict: ApprovalVerdict; remark: Personal<Text> | null }
      >
    | Dated<'ApprovalSettled', { approvalId: Text; outcome: ApprovalOutcome }>;
  readonly rejection:
    | CaseUnknown
    | CaseNotOpen
    | QuorumImpossible
    | Variant<'ApprovalUnknown', { approvalId: Text }>
    | Variant<'ApprovalOver', { approvalId: Text; outcome: ApprovalOutcome }>
    /** Nobody approves what they ask for themselves. */
    | Variant<'SelfApproval', { agent: AgentId }>
    | Variant<'NotApprover', { agent: AgentId; approvers: ReadonlyArray<AgentId> }>
    /** Whoever rejects says why. */
    | Variant<'RemarkMissing'>;
}

/** What keeps a case from being resolved: a request nobody has settled, or a plan that was rejected and not made anew. */
export type ApprovalOutstanding = Variant<
  'ApprovalOutstanding',
  { approvalId: Text; subject: ApprovalSubject; outcome: 'open' | 'rejected' }
>;

type Event = Approval['event'];

/** The first approval that a case lacks before it can be resolved; null where it lacks none. */
export const approvalOutstanding = (state: CaseState): ApprovalOutstanding | null => {
  const { open, settled } = state.approval;
  const [pending] = open;
  if (pending !== undefined) {
    const { approvalId, subject } = pending;
    return { type: 'ApprovalOutstanding', approvalId, subject, outcome: 'open' };
  }
  const plan = planOf(state);
  const rejected = settled.find(
    ({ outcome, plan: rejectedPlan }) => outcome === 'rejected' && plan !== null && rejectedPlan === plan.planId,
  );
  return rejected === undefined
    ? null
    : { type: 'ApprovalOutstanding', approvalId: rejected.approvalId, subject: 'plan', outcome: 'rejected' };
};

/** Whether it is decided: enough agree, or too many do not. */
const outcomeOf = ({ approvers, quorum, verdicts }: Pending): ApprovalVerdict | null => {
  const said = Object.values(verdicts);
  if (said.filter((verdict) => verdict === 'approved').length >= quorum) return 'approved';
  const against = said.filter((verdict) => verdict === 'rejected').length;
  return approvers.length - against < quorum ? 'rejected' : null;
};

const settle =
  (at: Instant, outcome: ApprovalOutcome) =>
  ({ approvalId }: Pick<Pending, 'approvalId'>): Event => ({ type: 'ApprovalSettled', at, approvalId, outcome });

const supersedeAll = ({ at }: { readonly at: Instant }, { approval: { open } }: CaseState): ReadonlyArray<Event> =>
  open.map(settle(at, 'superseded'));

/** What is known of a request that a command names. */
const pendingOf = (
  { approval: { open, settled } }: CaseState,
  approvalId: Text,
): E.Either<Approval['rejection'], Pending> => {
  const pending = open.find((one) => one.approvalId === approvalId);
  if (pending !== undefined) return E.right(pending);
  const over = settled.find((one) => one.approvalId === approvalId);
  return E.left(
    over === undefined
      ? { type: 'ApprovalUnknown', approvalId }
      : { type: 'ApprovalOver', approvalId, outcome: over.outcome },
  );
};

/** What several people must agree to before a case can be resolved: asked for, decided by each, settled once a quorum is there. */
export const approval: CaseTopic<Approval> = {
  initial: { open: [], settled: [] },
  decide: {
    RequestApproval: (command, state) => {
      const status = ofOpenCase(state);
      if (E.isLeft(status)) return status;
      const { approvalId, approvers, quorum, requestedBy } = command;
      const { open, settled } = state.approval;
      if ([...open, ...settled].some((one) => one.approvalId === approvalId)) return E.right([]);
      const impossible = whyNoQuorum(approvers, quorum, requestedBy);
      return impossible === null
        ? E.right([
            {
              ...command,
              type: 'ApprovalRequested',
              approvers: othersThan(approvers, requestedBy),
              decision: null,
            },
          ])
        : E.left(impossible);
    },
    DecideApproval: ({ at, approvalId, approver, verdict, remark }, state) => {
      const status = ofCase(state);
      if (E.isLeft(status)) return status;
      const known = pendingOf(state, approvalId);
      if (E.isLeft(known)) return known;
      const pending = known.right;
      if (pending.requestedBy === approver) return E.left({ type: 'SelfApproval', agent: approver });
      if (!pending.approvers.includes(approver))
        return E.left({ type: 'NotApprover', agent: approver, approvers: pending.approvers });
      if (pending.verdicts[approver] === verdict) return E.right([]);
      if (verdict === 'rejected' && isUnsaid(remark)) return E.left({ type: 'RemarkMissing' });
      const outcome = outcomeOf({ ...pending, verdicts: { ...pending.verdicts, [approver]: verdict } });
      return E.right([
        { type: 'ApprovalDecided', at, approvalId, approver, verdict, remark },
        ...(outcome === null ? [] : [settle(at, outcome)(pending)]),
      ]);
    },
    WithdrawApproval: ({ at, approvalId }, state) => {
      const status = ofCase(state);
      if (E.isLeft(status)) return status;
      const known = pendingOf(state, approvalId);
      if (E.isRight(known)) return E.right([settle(at, 'withdrawn')(known.right)]);
      return known.left.type === 'ApprovalOver' && known.left.outcome === 'withdrawn' ? E.right([]) : known;
    },
  },
  evolve: {
    ApprovalRequested: ({ open, settled }, { approvalId, subject, plan, requestedBy, approvers, quorum }) => ({
      open: [
        ...open.filter((one) => one.approvalId !== approvalId),
        { approvalId, subject, plan, requestedBy, approvers, quorum, verdicts: {} },
      ],
      settled,
    }),
    ApprovalDecided: ({ open, settled }, { approvalId, approver, verdict }) => ({
      open: open.map((one) =>
        one.approvalId === approvalId ? { ...one, verdicts: { ...one.verdicts, [approver]: verdict } } : one,
      ),
      settled,
    }),
    ApprovalSettled: ({ open, settled }, { approvalId, outcome }) => {
      const pending = open.find((one) => one.approvalId === approvalId);
      return {
        open: open.filter((one) => one !== pending),
        settled:
          pending === undefined
            ? settled
            : [...settled, { approvalId, subject: pending.subject, plan: pending.plan, outcome }],
      };
    },
  },
  follow: {
    /** A plan that a rule wants approved, in the place of the revision before. */
    ResolutionPlanned: ({ at, planId, revision, by }, state, rules) => {
      const { open, settled } = state.approval;
      const earlier = open.filter(({ subject }) => subject === 'plan');
      const rulebook = rules.at(at);
      const match = approvalRuleFor(rulebook, factsOf(state, rulebook));
      if (match === undefined || planOf(state)?.planId !== planId) return earlier.map(settle(at, 'superseded'));
      const { approvers, quorum, within } = match.rule;
      return [
        ...earlier.map(settle(at, 'superseded')),
        {
          type: 'ApprovalRequested',
          at,
          approvalId: textOf(`approval-${open.length + settled.length + 1}`),
          subject: 'plan',
          plan: planId,
          about: textOf(`revision ${revision}`),
          requestedBy: by,
          approvers: othersThan(approvers, by),
          quorum,
          dueAt: within === null ? null : plus(at, within),
          decision: match.decision,
        },
      ];
    },
    CaseResolved: supersedeAll,
    CaseClosed: supersedeAll,
    CaseCancelled: supersedeAll,
  },
};
