import * as E from 'fp-ts/Either';
import { textOf } from '@casebook/vocabulary';
import type { CaseCommand, CaseState } from '../case/case';
import { ofAcceptedCase } from '../case/gate';
import type { Of } from '../message';
import { meantOfReview, onceClosed } from './meant-of-review';
import { isOnTurn, tasksOutstanding } from '../case/task';

const orElse = <A>(found: A | undefined, otherwise: A): A => (found === undefined ? otherwise : found);

type Given<T extends CaseCommand['type']> = Of<CaseCommand, T>;

const asking = ({ at, approvalId, approver }: Given<'DecideApproval'>): Given<'RequestApproval'> => ({
  type: 'RequestApproval',
  at,
  approvalId,
  subject: 'review',
  plan: null,
  about: null,
  requestedBy: null,
  approvers: [approver],
  quorum: 1,
  dueAt: null,
});

const paying = ({ at, entryId }: Given<'ApproveEntry' | 'VoidEntry'>): Given<'RecordCost'> => ({
  type: 'RecordCost',
  at,
  entryId,
  kind: textOf('part'),
  cost: { amount: 100, currency: textOf('EUR') },
  memo: null,
});

const writing = ({ at, messages }: Given<'SplitCase'>): Given<'SendMessage'> => ({
  type: 'SendMessage',
  at,
  messageId: messages[0] ?? textOf('message-1'),
  channel: 'email',
  inReplyTo: null,
  body: null,
  to: 'customer',
  automated: false,
  awaits: null,
  template: null,
});

const inviting = ({ at, participantId, agent }: Given<'AcceptInvitation'>): Given<'AddParticipant'> => ({
  type: 'AddParticipant',
  at,
  participantId,
  role: 'expert',
  agent,
  team: null,
  name: null,
  address: null,
  by: agent,
});

const consulting = ({ at, consultationId }: Given<'AnswerConsultation' | 'WithdrawConsultation'>) =>
  ({
    type: 'StartConsultation',
    at,
    consultationId,
    agent: null,
    team: null,
    name: textOf('the maker'),
    address: null,
    question: textOf('Is it known?'),
    by: null,
  }) as const;

/** The command for something that is there, where it names something that is not: of what is drawn by chance little would fit. */
export const meant = (command: CaseCommand, state: CaseState): CaseCommand => {
  switch (command.type) {
    case 'AcceptAssignment':
    case 'DeclineAssignment':
    case 'ReleaseCase':
      return { ...command, agent: orElse(state.assignment.holding?.agent, command.agent) };
    case 'EndWait': {
      const wait = state.waits.open[0];
      return wait === undefined ? onceClosed(command, state) : { ...command, waitId: wait.waitId };
    }
    case 'DecideApproval':
    case 'WithdrawApproval': {
      const pending = state.approval.open[0];
      if (pending === undefined)
        return onceClosed(command.type === 'DecideApproval' ? asking(command) : command, state);
      const { approvalId, approvers } = pending;
      if (command.type === 'WithdrawApproval') return { ...command, approvalId };
      const isAsked = approvers.includes(command.approver);
      return { ...command, approvalId, approver: isAsked ? command.approver : orElse(approvers[0], command.approver) };
    }
    case 'AcceptResolution': {
      const survey = state.feedback.surveys.find(({ score }) => score === null);
      return survey === undefined
        ? command
        : { type: 'AnswerSurvey', at: command.at, surveyId: survey.surveyId, score: 5, remark: null };
    }
    case 'AnswerSurvey': {
      const survey = state.feedback.surveys.at(-1);
      if (survey !== undefined) return { ...command, surveyId: survey.surveyId };
      const isOpen = E.isRight(ofAcceptedCase(state));
      return isOpen
        ? { type: 'ResolveCase', at: command.at, code: textOf('replaced'), notes: textOf('New one.'), template: null }
        : command;
    }
    case 'ResolveCase': {
      const [taskId] = tasksOutstanding(state, 'resolution')?.tasks ?? [];
      return taskId === undefined
        ? command
        : { type: 'EndTask', at: command.at, taskId, outcome: 'skipped', by: 'desk', remark: command.notes };
    }
    case 'AssignTask':
    case 'EndTask': {
      const task = state.tasks.open.find((one) => isOnTurn(one, state)) ?? state.tasks.open[0];
      if (task === undefined) return command;
      const { taskId, doneBy } = task;
      return command.type === 'EndTask' && command.outcome === 'done'
        ? { ...command, taskId, by: doneBy }
        : { ...command, taskId };
    }
    case 'ApproveEntry':
    case 'VoidEntry': {
      const entry = state.effort.entries.find(({ isVoid, approved }) => !isVoid && !approved);
      return entry === undefined ? paying(command) : { ...command, entryId: entry.entryId };
    }
    case 'ConfirmNotification':
    case 'FailNotification': {
      const one = state.notifications.find(({ ended }) => ended === null);
      if (one === undefined) return command;
      const { notificationId, failures } = one;
      return command.type === 'FailNotification'
        ? { ...command, notificationId, attempt: failures + 1 }
        : { ...command, notificationId };
    }
    case 'AddParticipant':
    case 'AcceptInvitation': {
      const invited = state.participants.there.find(({ accepted }) => !accepted);
      if (invited === undefined) return command.type === 'AddParticipant' ? command : inviting(command);
      const agent = invited.agent ?? command.agent;
      return agent === null
        ? command
        : { type: 'AcceptInvitation', at: command.at, participantId: invited.participantId, agent };
    }
    case 'RemoveParticipant':
      return {
        ...command,
        participantId: orElse(state.participants.there[0]?.participantId, command.participantId),
      };
    case 'StartConsultation':
    case 'AnswerConsultation':
    case 'WithdrawConsultation': {
      const asked = state.consultations.open[0];
      if (asked === undefined) return command.type === 'StartConsultation' ? command : consulting(command);
      const { consultationId, agent } = asked;
      if (command.type === 'WithdrawConsultation') return { ...command, consultationId };
      const [by, answer] = [agent ?? command.by, textOf('It is.')];
      return { type: 'AnswerConsultation', at: command.at, consultationId, by, answer };
    }
    case 'ReportKnowledgeGap': {
      const gapId = state.knowledge.gaps[0];
      return gapId === undefined
        ? command
        : { type: 'FillKnowledgeGap', at: command.at, gapId, article: textOf('it'), version: 1 };
    }
    case 'FillKnowledgeGap':
    case 'DeclineKnowledgeGap': {
      const gapId = state.knowledge.gaps[0];
      return gapId === undefined
        ? {
            type: 'ReportKnowledgeGap',
            at: command.at,
            gapId: command.gapId,
            topic: textOf('it'),
            query: null,
            by: null,
          }
        : { ...command, gapId };
    }
    case 'AddTag':
    case 'RemoveTag': {
      const tag = state.tags.tags[0];
      return tag === undefined ? { ...command, type: 'AddTag' } : { ...command, type: 'RemoveTag', tag };
    }
    case 'ReviewQuality':
    case 'AppealReview':
    case 'DraftCaseReview':
    case 'PublishCaseReview':
      return meantOfReview(command, state);
    case 'DeescalateCase':
      return { ...command, escalationId: orElse(state.escalation.open[0]?.escalationId, command.escalationId) };
    case 'ReopenCase':
      return state.merging.survivor === null
        ? command
        : { type: 'UnmergeCase', at: command.at, reason: command.reason };
    case 'SplitCase': {
      const { known } = state.conversation;
      return known.length === 0 ? writing(command) : { ...command, messages: known.slice(0, command.messages.length) };
    }
    case 'ReviewCategory':
    case 'UnmergeCase':
      return onceClosed(command, state);
    case 'UnlinkCase':
      return { ...command, linkId: orElse(state.links.links[0]?.linkId, command.linkId) };
    case 'ReleaseLegalHold':
      return { ...command, holdId: orElse(state.compliance.holds[0], command.holdId) };
    default:
      return command;
  }
};
