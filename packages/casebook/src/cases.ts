import * as E from 'fp-ts/Either';
import { pipe } from 'fp-ts/function';
import * as TE from 'fp-ts/TaskEither';
import type {
  ApprovalSubject,
  AssessmentKind,
  CancelReason,
  CaseCommand,
  CategorizationReason,
  Channel,
  Complexity,
  DoneBy,
  EscalationKind,
  FindingKind,
  KnowledgeUse,
  NeededFor,
  ParticipantRole,
  Party,
  PriorityLevel,
  ReopeningCause,
  ReplacingReason,
  ReviewAudience,
  RoutingReason,
  Stage,
  WaitOn,
} from '@casebook/domain';
import { WrittenInstant, type CaseNumber } from '@casebook/vocabulary';
import { idOfCase } from './case-stream';
import { creating } from './create-case';
import { drafting, type Drafting } from './drafts';
import { forMany } from './for-many';
import { circumstances, type Given } from './given';
import { linking } from './linking';
import { merging } from './merging';
import { splitting } from './splitting';
import type { Load } from './other-cases';
import { commandOf, send, type CaseOutcome, type CommandFailure, type Desking, type Plain } from './send';
import type { LogFailure } from './transact';

type Optional<A> = A | undefined;

/** An agent who could get a case: what is left out is none of it, and that they are there. */
export interface OfferedTo {
  readonly agent: string;
  readonly skills?: Optional<ReadonlyArray<{ readonly skill: string; readonly level: number }>>;
  readonly languages?: Optional<ReadonlyArray<string>>;
  readonly segments?: Optional<ReadonlyArray<string>>;
  readonly available?: Optional<boolean>;
  readonly onShift?: Optional<boolean>;
  /** Cases that they have, and how many they can have. */
  readonly open: number;
  readonly capacity: number;
}

const nobody = { agent: null, team: null, name: null, address: null } as const;

/** An instant as the domain writes it; what is none stays as it is, so that the fault shows what was written. */
const instantIn = (text: string): string => {
  const read = WrittenInstant.decode(text);
  return E.isRight(read) ? read.right : text;
};

/** What the caller gave over what holds otherwise; undefined counts as left out. */
const over = <Defaults extends object, Input extends object>(defaults: Defaults, input: Input): Defaults & Input => ({
  ...defaults,
  ...(Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined)) as Input), // but for those
});

export interface CasesDependencies extends Desking, Drafting {
  readonly takeNumber: TE.TaskEither<LogFailure, CaseNumber>;
  readonly load: Load;
}

/**
 * The commands of a desk: what its actor can do to cases. Each answers with the events it brought, none where it was
 * already so, or says why not. Its instant and its id are taken when the method is called, so that running the answer
 * again repeats the same command.
 */
export const casesOf = ({ takeNumber, load, asItStands, ...desk }: CasesDependencies) => {
  const { actor, clock } = desk;

  const doneBy = actor.kind === 'customer' ? 'customer' : 'desk';
  const ownName = actor.kind === 'agent' ? actor.id : null;

  const give = <T extends CaseCommand['type']>(
    id: string,
    given: Given,
    plain: (commandId: string) => Plain<T>,
  ): TE.TaskEither<CommandFailure<T>, CaseOutcome> =>
    pipe(
      E.Do,
      E.bind('caseId', () => idOfCase(id)),
      E.bind('with', () => circumstances(given, clock)),
      E.bindW('command', (known) => commandOf(plain(known.with.commandId), known.with)),
      TE.fromEither,
      TE.chainW((known) => send<T>(desk, known.caseId, known.with, TE.right(known.command))),
    );

  return {
    /** Creates a case; its id follows from the command's, its number is the next free one. */
    create: creating(desk, takeNumber),
    /** The same for many cases, one after the other, under one correlation; says of each what came of it. */
    forMany,
    /** What can be written down about the case from templates of the rulebook: those whose condition holds, filled, and why. */
    drafts: drafting({ ...desk, asItStands }),
    /** Says custom fields, or the product, otherwise; an empty text clears a field. Rules that read them decide anew. */
    revise: (
      id: string,
      input: {
        fields?: Optional<{ readonly [field: string]: string }>;
        product?: Optional<string>;
        reason?: Optional<string>;
      },
      given: Given = {},
    ) =>
      give<'ReviseDetails'>(id, given, () =>
        over({ type: 'ReviseDetails', fields: {}, product: null, reason: null } as const, input),
      ),
    /** Puts the case under a category of the rulebook's taxonomy, or moves it to another, with the reason; says how complex it is. */
    categorize: (
      id: string,
      input: { category: string; complexity?: Optional<Complexity>; reason?: Optional<CategorizationReason> },
      given: Given = {},
    ) =>
      give<'CategorizeCase'>(id, given, () =>
        over(
          {
            type: 'CategorizeCase',
            complexity: null,
            by: ownName,
            reason: 'initial',
          } as const,
          input,
        ),
      ),
    /** Confirms a categorization that a rule wants looked over, or corrects it, with a remark that says why. Not one's own. */
    reviewCategory: (
      id: string,
      input: { category?: Optional<string>; complexity?: Optional<Complexity>; remark?: Optional<string> } = {},
      given: Given = {},
    ) =>
      give<'ReviewCategory'>(id, given, () =>
        over(
          { type: 'ReviewCategory', reviewer: actor.id, category: null, complexity: null, remark: null } as const,
          input,
        ),
      ),
    /** How the case is to be solved, step by step; each plan takes the place of the one before. A rule may want it approved. */
    planResolution: (
      id: string,
      input: {
        steps: ReadonlyArray<string>;
        expectedOutcome?: Optional<string>;
        cost?: Optional<{ readonly amount: number; readonly currency: string }>;
        planId?: Optional<string>;
      },
      given: Given = {},
    ) =>
      give<'PlanResolution'>(id, given, (planId) =>
        over({ type: 'PlanResolution', planId, by: ownName, cost: null, expectedOutcome: null } as const, input),
      ),
    /** Asks agents to approve something; the case cannot be resolved before they have. Named by the command's id by default. */
    requestApproval: (
      id: string,
      input: {
        subject: ApprovalSubject;
        approvers: ReadonlyArray<string>;
        quorum?: Optional<number>;
        about?: Optional<string>;
        dueAt?: Optional<string>;
        approvalId?: Optional<string>;
      },
      given: Given = {},
    ) =>
      give<'RequestApproval'>(id, given, (approvalId) =>
        over(
          {
            type: 'RequestApproval',
            approvalId,
            plan: null,
            about: null,
            requestedBy: ownName,
            quorum: 1,
            dueAt: null,
          } as const,
          { ...input, dueAt: input.dueAt === undefined ? undefined : instantIn(input.dueAt) },
        ),
      ),
    /** The actor, who was asked, agrees. It is approved once as many do as must. */
    approve: (id: string, input: { approvalId: string; remark?: Optional<string> }, given: Given = {}) =>
      give<'DecideApproval'>(id, given, () =>
        over({ type: 'DecideApproval', approver: actor.id, verdict: 'approved', remark: null } as const, input),
      ),
    /** The actor, who was asked, does not agree, and says why. */
    reject: (id: string, input: { approvalId: string; remark: string }, given: Given = {}) =>
      give<'DecideApproval'>(id, given, () => ({
        type: 'DecideApproval',
        approver: actor.id,
        verdict: 'rejected',
        ...input,
      })),
    /** Nobody has to approve it any more. */
    withdrawApproval: (id: string, input: { approvalId: string }, given: Given = {}) =>
      give<'WithdrawApproval'>(id, given, () => ({ type: 'WithdrawApproval', ...input })),
    /** Begins a playbook by hand, beside the one that a rule has started. */
    startPlaybook: (id: string, input: { playbook: string }, given: Given = {}) =>
      give<'StartPlaybook'>(id, given, () => ({ type: 'StartPlaybook', ...input })),
    /** Something to be done for the case. Named by the command's id by default. */
    addTask: (
      id: string,
      input: {
        title: string;
        doneBy?: Optional<DoneBy>;
        neededFor?: Optional<NeededFor>;
        stage?: Optional<Stage>;
        dependsOn?: Optional<ReadonlyArray<string>>;
        team?: Optional<string>;
        agent?: Optional<string>;
        dueAt?: Optional<string>;
        blocks?: Optional<string>;
        taskId?: Optional<string>;
      },
      given: Given = {},
    ) =>
      give<'AddTask'>(id, given, (taskId) =>
        over(
          {
            type: 'AddTask',
            taskId,
            doneBy: 'desk',
            neededFor: null,
            stage: null,
            dependsOn: [],
            team: null,
            agent: null,
            dueAt: null,
            blocks: null,
          } as const,
          { ...input, dueAt: input.dueAt === undefined ? undefined : instantIn(input.dueAt) },
        ),
      ),
    /** Gives a task to an agent, or to a team; to whoever has the case where neither is named. */
    assignTask: (
      id: string,
      input: { taskId: string; team?: Optional<string>; agent?: Optional<string> },
      given: Given = {},
    ) => give<'AssignTask'>(id, given, () => over({ type: 'AssignTask', team: null, agent: null } as const, input)),
    /** The task is done, once its turn has come. Customers do what is theirs to do. */
    completeTask: (id: string, input: { taskId: string; remark?: Optional<string> }, given: Given = {}) =>
      give<'EndTask'>(id, given, () =>
        over({ type: 'EndTask', outcome: 'done', by: doneBy, remark: null } as const, input),
      ),
    /** The task is left out, for this reason. */
    skipTask: (id: string, input: { taskId: string; remark: string }, given: Given = {}) =>
      give<'EndTask'>(id, given, () => ({ type: 'EndTask', outcome: 'skipped', by: doneBy, ...input })),
    /** Answers a survey that the customer was asked: CSAT from 1 to 5, CES from 1 to 7, NPS from 0 to 10, the best being the last. */
    answerSurvey: (
      id: string,
      input: { surveyId: string; score: number; remark?: Optional<string> },
      given: Given = {},
    ) => give<'AnswerSurvey'>(id, given, () => over({ type: 'AnswerSurvey', remark: null } as const, input)),
    /**
     * Scores how a closed case was handled, by the scorecard that it was picked for, or another one that is named; not one's own work.
     * What takes the place of a review says why. Named by the command's id by default.
     */
    reviewQuality: (
      id: string,
      input: {
        scores: { readonly [criterion: string]: number };
        scorecard?: Optional<string>;
        remarks?: Optional<string>;
        replaces?: Optional<{ readonly reviewId: string; readonly reason: ReplacingReason }>;
        reviewId?: Optional<string>;
      },
      given: Given = {},
    ) =>
      give<'ReviewQuality'>(id, given, (reviewId) =>
        over(
          {
            type: 'ReviewQuality',
            reviewId,
            scorecard: null,
            reviewer: actor.id,
            remarks: null,
            replaces: null,
          } as const,
          input,
        ),
      ),
    /** The actor, whose work it is, does not agree with a review, and says why. Another review decides that. */
    appealReview: (id: string, input: { reviewId: string; reason: string }, given: Given = {}) =>
      give<'AppealReview'>(id, given, () => ({ type: 'AppealReview', by: actor.id, ...input })),
    /** Writes down why it came to a closed case, and what is done about it, for the desk or for the customer. Named by the command's id by default. */
    draftReport: (
      id: string,
      input: {
        rootCause: string;
        prevention: string;
        audience?: Optional<ReviewAudience>;
        reviewId?: Optional<string>;
      },
      given: Given = {},
    ) =>
      give<'DraftCaseReview'>(id, given, (reviewId) =>
        over({ type: 'DraftCaseReview', reviewId, audience: 'internal', by: actor.id } as const, input),
      ),
    /** The actor approves a report that somebody else has written, and with that it is published. */
    publishReport: (id: string, input: { reviewId: string }, given: Given = {}) =>
      give<'PublishCaseReview'>(id, given, () => ({ type: 'PublishCaseReview', approver: actor.id, ...input })),
    /** Time that an agent, the actor by default, spent on the case, in milliseconds; also on one that is over. Named by the command's id by default. */
    logEffort: (
      id: string,
      input: {
        activity: string;
        duration: number;
        agent?: Optional<string>;
        startedAt?: Optional<string>;
        billable?: Optional<boolean>;
        entryId?: Optional<string>;
      },
      given: Given = {},
    ) =>
      give<'LogEffort'>(id, given, (entryId) =>
        over({ type: 'LogEffort', entryId, agent: actor.id, startedAt: null, billable: true } as const, {
          ...input,
          startedAt: input.startedAt === undefined ? undefined : instantIn(input.startedAt),
        }),
      ),
    /** What was paid for the case, in the currency's smallest unit. Named by the command's id by default. */
    recordCost: (
      id: string,
      input: {
        kind: string;
        cost: { readonly amount: number; readonly currency: string };
        memo?: Optional<string>;
        entryId?: Optional<string>;
      },
      given: Given = {},
    ) => give<'RecordCost'>(id, given, (entryId) => over({ type: 'RecordCost', entryId, memo: null } as const, input)),
    /** The actor approves an entry of time or cost; not their own time. */
    approveEntry: (id: string, input: { entryId: string }, given: Given = {}) =>
      give<'ApproveEntry'>(id, given, () => ({ type: 'ApproveEntry', approver: actor.id, ...input })),
    /** An entry of time or cost was wrong, and counts no longer. */
    voidEntry: (id: string, input: { entryId: string; reason: string }, given: Given = {}) =>
      give<'VoidEntry'>(id, given, () => ({ type: 'VoidEntry', ...input })),
    /**
     * Somebody has to do with the case from now on: an agent, a team, or by name somebody outside the desk. An expert, who is an agent or
     * a team, is invited with that; agents who add themselves have accepted. Named by the command's id by default.
     */
    addParticipant: (
      id: string,
      input: {
        role: ParticipantRole;
        agent?: Optional<string>;
        team?: Optional<string>;
        name?: Optional<string>;
        address?: Optional<string>;
        participantId?: Optional<string>;
      },
      given: Given = {},
    ) =>
      give<'AddParticipant'>(id, given, (participantId) =>
        over({ type: 'AddParticipant', participantId, ...nobody, by: ownName } as const, input),
      ),
    /** The actor, who was invited in person or with their team, comes to help. */
    acceptInvitation: (id: string, input: { participantId: string }, given: Given = {}) =>
      give<'AcceptInvitation'>(id, given, () => ({ type: 'AcceptInvitation', agent: actor.id, ...input })),
    /** Somebody has to do with the case no longer. Of oneself: leaves the case, or declines an invitation that is open. */
    removeParticipant: (id: string, input: { participantId: string }, given: Given = {}) =>
      give<'RemoveParticipant'>(id, given, () => ({ type: 'RemoveParticipant', by: ownName, ...input })),
    /** A question aside to an agent, a team, or by name to somebody outside the desk, beside the conversation with the customer. Named by the command's id by default. */
    consult: (
      id: string,
      input: {
        question: string;
        agent?: Optional<string>;
        team?: Optional<string>;
        name?: Optional<string>;
        address?: Optional<string>;
        consultationId?: Optional<string>;
      },
      given: Given = {},
    ) =>
      give<'StartConsultation'>(id, given, (consultationId) =>
        over({ type: 'StartConsultation', consultationId, ...nobody, by: ownName } as const, input),
      ),
    /** The actor, who was asked in person or with their team, answers; of somebody outside the desk: puts down what they answer. */
    answerConsultation: (id: string, input: { consultationId: string; answer: string }, given: Given = {}) =>
      give<'AnswerConsultation'>(id, given, () => ({ type: 'AnswerConsultation', by: ownName, ...input })),
    /** Nobody has to answer it any more. */
    withdrawConsultation: (id: string, input: { consultationId: string }, given: Given = {}) =>
      give<'WithdrawConsultation'>(id, given, () => ({ type: 'WithdrawConsultation', ...input })),
    /** What an article of the knowledge base was to the case: looked up, sent to the customer, the solution of this cycle, or found outdated. Named by the command's id by default. */
    useKnowledge: (
      id: string,
      input: { article: string; version: number; use: KnowledgeUse; useId?: Optional<string> },
      given: Given = {},
    ) => give<'UseKnowledge'>(id, given, (useId) => over({ type: 'UseKnowledge', useId, by: ownName } as const, input)),
    /** No article told what the case needed. Named by the command's id by default. */
    reportKnowledgeGap: (
      id: string,
      input: { topic: string; query?: Optional<string>; gapId?: Optional<string> },
      given: Given = {},
    ) =>
      give<'ReportKnowledgeGap'>(id, given, (gapId) =>
        over({ type: 'ReportKnowledgeGap', gapId, query: null, by: ownName } as const, input),
      ),
    /** There is an article now that tells it. */
    fillKnowledgeGap: (id: string, input: { gapId: string; article: string; version: number }, given: Given = {}) =>
      give<'FillKnowledgeGap'>(id, given, () => ({ type: 'FillKnowledgeGap', ...input })),
    /** There will be no article, for this reason. */
    declineKnowledgeGap: (id: string, input: { gapId: string; reason: string }, given: Given = {}) =>
      give<'DeclineKnowledgeGap'>(id, given, () => ({ type: 'DeclineKnowledgeGap', ...input })),
    /** Puts the case together with others that have the tag, one word that says nothing about a person. */
    addTag: (id: string, input: { tag: string }, given: Given = {}) =>
      give<'AddTag'>(id, given, () => ({ type: 'AddTag', ...input })),
    /** Takes the tag away. */
    removeTag: (id: string, input: { tag: string }, given: Given = {}) =>
      give<'RemoveTag'>(id, given, () => ({ type: 'RemoveTag', ...input })),
    /** Sets the priority, 1 critical to 4 low, against the rules' word; it then stays until a person changes it. */
    prioritize: (id: string, input: { priority: PriorityLevel; reason: string }, given: Given = {}) =>
      give<'PrioritizeCase'>(id, given, () => ({ type: 'PrioritizeCase', ...input })),
    /** Gives the case to a team; whoever had it in another team has it no longer. */
    route: (id: string, input: { team: string; reason?: Optional<RoutingReason> }, given: Given = {}) =>
      give<'RouteCase'>(id, given, () => over({ type: 'RouteCase', reason: 'initial' } as const, input)),
    /** Offers it to an agent, within the team that has the case or routed to another one with it. */
    assign: (id: string, input: { agent: string; team?: Optional<string> }, given: Given = {}) =>
      give<'AssignCase'>(id, given, () => over({ type: 'AssignCase', team: null, method: 'manual' } as const, input)),
    /** Offers it to the best of the candidates, as the rulebook ranks them; nothing where somebody has it. */
    offer: (id: string, input: { candidates: ReadonlyArray<OfferedTo> }, given: Given = {}) =>
      give<'OfferCase'>(id, given, () => ({
        type: 'OfferCase',
        candidates: input.candidates.map((candidate) =>
          over({ skills: [], languages: [], segments: [], available: true, onShift: true } as const, candidate),
        ),
      })),
    /** The actor takes the case, and has accepted it with that; not where somebody else has. */
    claim: (id: string, given: Given = {}) =>
      give<'AssignCase'>(id, given, () => ({ type: 'AssignCase', agent: actor.id, team: null, method: 'claimed' })),
    /** The actor takes up the case that was offered. */
    acceptAssignment: (id: string, given: Given = {}) =>
      give<'AcceptAssignment'>(id, given, () => ({ type: 'AcceptAssignment', agent: actor.id })),
    /** The actor gives back the case that was offered. */
    declineAssignment: (id: string, given: Given = {}) =>
      give<'DeclineAssignment'>(id, given, () => ({ type: 'DeclineAssignment', agent: actor.id })),
    /** The actor gives back the case, accepted or not. */
    release: (id: string, given: Given = {}) =>
      give<'ReleaseCase'>(id, given, () => ({ type: 'ReleaseCase', agent: actor.id })),
    /** The case waits for somebody or for a date, until it is ended or the instant comes. The wait is named by the command's id. */
    startWait: (
      id: string,
      input: { on: WaitOn; subject?: Optional<string>; until?: Optional<string> },
      given: Given = {},
    ) =>
      give<'StartWait'>(id, given, (waitId) => ({
        type: 'StartWait',
        waitId,
        on: input.on,
        subject: input.subject ?? null,
        until: input.until === undefined ? null : instantIn(input.until),
      })),
    /** What was waited for is there. */
    endWait: (id: string, input: { waitId: string }, given: Given = {}) =>
      give<'EndWait'>(id, given, () => ({ type: 'EndWait', ...input })),
    /** A message that came in. With the carrier's own id a message delivered twice counts once. */
    receiveMessage: (
      id: string,
      input: {
        channel: Channel;
        body: string;
        from?: Optional<Party>;
        messageId?: Optional<string>;
        inReplyTo?: Optional<string>;
      },
      given: Given = {},
    ) =>
      give<'ReceiveMessage'>(id, given, (messageId) =>
        over({ type: 'ReceiveMessage', messageId, from: 'customer', inReplyTo: null } as const, input),
      ),
    /** A message that went out. */
    sendMessage: (
      id: string,
      input: {
        channel: Channel;
        body: string;
        to?: Optional<Party>;
        messageId?: Optional<string>;
        inReplyTo?: Optional<string>;
        automated?: Optional<boolean>;
        template?: Optional<string>;
      },
      given: Given = {},
    ) =>
      give<'SendMessage'>(id, given, (messageId) =>
        over(
          {
            type: 'SendMessage',
            messageId,
            to: 'customer',
            inReplyTo: null,
            automated: false,
            awaits: null,
            template: null,
          } as const,
          input,
        ),
      ),
    /** A question to the customer; the case waits for the answer. Message and wait are named by the command's id. */
    requestInformation: (
      id: string,
      input: { channel: Channel; body: string; inReplyTo?: Optional<string>; template?: Optional<string> },
      given: Given = {},
    ) =>
      give<'SendMessage'>(id, given, (messageId) =>
        over(
          {
            type: 'SendMessage',
            messageId,
            to: 'customer',
            inReplyTo: null,
            automated: false,
            awaits: messageId,
            template: null,
          } as const,
          input,
        ),
      ),
    /** A note for colleagues. The agents whom it mentions watch the case from then on, unless they have to do with it already. */
    addNote: (
      id: string,
      input: { body: string; mentions?: Optional<ReadonlyArray<string>>; template?: Optional<string> },
      given: Given = {},
    ) =>
      give<'AddNote'>(id, given, (noteId) =>
        over({ type: 'AddNote', noteId, mentions: [], template: null } as const, input),
      ),
    /** What was found out. */
    recordFinding: (
      id: string,
      input: { kind: FindingKind; text: string; template?: Optional<string> },
      given: Given = {},
    ) =>
      give<'RecordFinding'>(id, given, (findingId) =>
        over({ type: 'RecordFinding', findingId, template: null } as const, input),
      ),
    /** Proposes a solution, with a code of the rulebook and notes. Open waits end with it. */
    resolve: (id: string, input: { code: string; notes: string; template?: Optional<string> }, given: Given = {}) =>
      give<'ResolveCase'>(id, given, () => over({ type: 'ResolveCase', template: null } as const, input)),
    /** The solution is accepted; the case closes. */
    acceptResolution: (id: string, input: { channel: Channel }, given: Given = {}) =>
      give<'AcceptResolution'>(id, given, () => ({ type: 'AcceptResolution', ...input })),
    /** The solution is rejected; the case is open again, in a new cycle. */
    rejectResolution: (id: string, input: { reason: string }, given: Given = {}) =>
      give<'RejectResolution'>(id, given, () => ({ type: 'RejectResolution', ...input })),
    /** Opens the case again, in a new cycle; a closed one within the rulebook's window. */
    reopen: (id: string, input: { cause?: Optional<ReopeningCause>; reason: string }, given: Given = {}) =>
      give<'ReopenCase'>(id, given, () => over({ type: 'ReopenCase', cause: 'agent' } as const, input)),
    /** Closes the case, as its customer or as an agent; an agent who closes what is not resolved gives notes. */
    close: (id: string, input: { code?: Optional<string>; notes?: Optional<string> } = {}, given: Given = {}) =>
      give<'CloseCase'>(id, given, () =>
        over(
          {
            type: 'CloseCase',
            by: actor.kind === 'customer' ? 'customer' : 'agent',
            code: null,
            notes: null,
          } as const,
          input,
        ),
      ),
    /** Ends what should not have been a case. */
    cancel: (id: string, input: { reason: CancelReason }, given: Given = {}) =>
      give<'CancelCase'>(id, given, () => ({ type: 'CancelCase', ...input })),
    /** Calls for others who must look at the case; a functional escalation hands it to their team. Named by the command's id by default. */
    escalate: (
      id: string,
      input: {
        kind: EscalationKind;
        reason: string;
        to?: Optional<string>;
        severity?: Optional<string>;
        escalationId?: Optional<string>;
      },
      given: Given = {},
    ) =>
      give<'EscalateCase'>(id, given, (escalationId) =>
        over({ type: 'EscalateCase', escalationId, to: null, severity: null } as const, input),
      ),
    /** Nobody else has to look at it any more. */
    deescalate: (id: string, input: { escalationId: string; reason: string }, given: Given = {}) =>
      give<'DeescalateCase'>(id, given, () => ({ type: 'DeescalateCase', ...input })),
    /** Moves the service levels that run to the rulebook in effect; otherwise they stay on the one they started with. */
    migrateServiceLevels: (id: string, given: Given = {}) =>
      give<'MigrateServiceLevels'>(id, given, () => ({ type: 'MigrateServiceLevels' })),
    /**
     * What a program makes of the case, or of one of its messages, and how sure it is, from 0 to 1. It only suggests. Named by the
     * command's id: give that as the `causationId` of the command that takes it up.
     */
    recordAssessment: (
      id: string,
      input: {
        kind: AssessmentKind;
        value: string;
        confidence: number;
        assessor: { readonly name: string; readonly version: string };
        about?: Optional<string>;
      },
      given: Given = {},
    ) =>
      give<'RecordAssessment'>(id, given, (assessmentId) =>
        over({ type: 'RecordAssessment', assessmentId, about: null } as const, input),
      ),
    /** Keeps the case as it is for the law: while a hold stands, its customer cannot be erased. Named by the command's id by default. */
    placeLegalHold: (id: string, input: { basis: string; holdId?: Optional<string> }, given: Given = {}) =>
      give<'PlaceLegalHold'>(id, given, (holdId) => over({ type: 'PlaceLegalHold', holdId } as const, input)),
    /** The law asks for it no longer. */
    releaseLegalHold: (id: string, input: { holdId: string; reason: string }, given: Given = {}) =>
      give<'ReleaseLegalHold'>(id, given, () => ({ type: 'ReleaseLegalHold', ...input })),
    ...linking(desk, load),
    ...merging(desk, load),
    ...splitting(desk, load, takeNumber),
  };
};

export type Cases = ReturnType<typeof casesOf>;
