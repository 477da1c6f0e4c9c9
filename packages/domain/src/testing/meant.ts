import type { CaseCommand, CaseState } from '../case/case';
import { isOnTurn, tasksOutstanding } from '../case/task';

const orElse = <A>(found: A | undefined, otherwise: A): A => (found === undefined ? otherwise : found);

/** The command for something that is there, where it names something that is not: of what is drawn by chance little would fit. */
export const meant = (command: CaseCommand, state: CaseState): CaseCommand => {
  switch (command.type) {
    case 'AcceptAssignment':
    case 'DeclineAssignment':
    case 'ReleaseCase':
      return { ...command, agent: orElse(state.assignment.holding?.agent, command.agent) };
    case 'EndWait':
      return { ...command, waitId: orElse(state.waits.open[0]?.waitId, command.waitId) };
    case 'DecideApproval':
    case 'WithdrawApproval': {
      const pending = state.approval.open[0];
      if (pending === undefined) return command;
      const { approvalId, approvers } = pending;
      if (command.type === 'WithdrawApproval') return { ...command, approvalId };
      const isAsked = approvers.includes(command.approver);
      return { ...command, approvalId, approver: isAsked ? command.approver : orElse(approvers[0], command.approver) };
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
    case 'DeescalateCase':
      return { ...command, escalationId: orElse(state.escalation.open[0]?.escalationId, command.escalationId) };
    case 'ReopenCase':
      return state.merging.survivor === null
        ? command
        : { type: 'UnmergeCase', at: command.at, reason: command.reason };
    case 'UnlinkCase':
      return { ...command, linkId: orElse(state.links.links[0]?.linkId, command.linkId) };
    case 'ReleaseLegalHold':
      return { ...command, holdId: orElse(state.compliance.holds[0], command.holdId) };
    default:
      return command;
  }
};
