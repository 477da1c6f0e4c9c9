import type { AgentId } from '@casebook/vocabulary';
import type { Variant } from '../message';
import type { Facts } from './facts';
import { firstMatch, type Match } from './first-match';
import type { ApprovalRule, Rulebook } from './rulebook';

/** So many must agree, and fewer can: whoever asks does not count. */
export type QuorumImpossible = Variant<'QuorumImpossible', { approvers: number; quorum: number }>;

/** The first rule that wants a plan approved; undefined where none does. */
export const approvalRuleFor = ({ version, approvals }: Rulebook, facts: Facts): Match<ApprovalRule> | undefined =>
  firstMatch(version, approvals, facts, ({ name }) => name);

/** Those who may agree to what somebody asks for: all but themselves. */
export const othersThan = (approvers: ReadonlyArray<AgentId>, asking: AgentId | null): ReadonlyArray<AgentId> =>
  approvers.filter((approver, index) => approver !== asking && approvers.indexOf(approver) === index);

/** Why so many of these can never agree to what somebody asks for; null where they can. */
export const whyNoQuorum = (
  approvers: ReadonlyArray<AgentId>,
  quorum: number,
  asking: AgentId | null,
): QuorumImpossible | null => {
  const others = othersThan(approvers, asking).length;
  return quorum >= 1 && quorum <= others ? null : { type: 'QuorumImpossible', approvers: others, quorum };
};
