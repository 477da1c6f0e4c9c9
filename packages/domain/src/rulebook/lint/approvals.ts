import { finding, type Check } from './finding';

/** So many approvers that a quorum can be had, also without whoever asks where that is one of them. */
export const quorums: Check = ({ approvals, teams }) => {
  const known = teams.every(({ agents }) => agents.length > 0) ? teams.flatMap(({ agents }) => agents) : [];
  return approvals.flatMap(({ approvers, quorum }, index) => [
    ...(new Set(approvers).size < quorum
      ? finding(`approvals.${index}.quorum`, `${quorum} must agree, and there are ${new Set(approvers).size} approvers`)
      : []),
    ...approvers.flatMap((approver, place) =>
      known.length === 0 || known.includes(approver)
        ? []
        : finding(`approvals.${index}.approvers.${place}`, `${approver} is in none of the teams`),
    ),
  ]);
};
