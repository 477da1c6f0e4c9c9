import * as E from 'fp-ts/Either';
import { isOpen } from '../case/gate';
import { isUnsaid } from '../case/said';
import type { Attached, Attachments, IssueTopic } from './issue';
import { ofIssue, ofMajorIssue } from './issue-status';

type Cases = Attachments['slice']['cases'];

/** The case of this customer that is attached. */
const caseOf = (cases: Cases, customer: Attached['customer']): Attached | undefined =>
  customer === null ? undefined : cases.find((one) => one.customer === customer);

const isAttached = (cases: Cases, id: Attached['caseId']): boolean => cases.some(({ caseId }) => caseId === id);

/** Those that can be attached one after the other, so that each customer has one. */
const attachable = (before: Cases, wanted: Cases): Cases =>
  wanted.reduce<Cases>(
    (taken, one) =>
      isAttached([...before, ...taken], one.caseId) || caseOf([...before, ...taken], one.customer) !== undefined
        ? taken
        : [...taken, one],
    [],
  );

/** The cases that an issue leads. A case knows of it by a link, which is a second step; nothing else in it changes. */
export const attachments: IssueTopic<Attachments> = {
  initial: { cases: [], detached: [], served: [] },
  decide: {
    AttachCase: ({ at, caseId, other }, state) => {
      const status = ofMajorIssue(state);
      if (E.isLeft(status)) return status;
      const { cases } = state.attachments;
      if (isAttached(cases, caseId)) return E.right([]);
      if (other === null) return E.left({ type: 'OtherCaseUnknown', caseId });
      if (!isOpen(other.status)) return E.left({ type: 'CaseNotOpen', status: other.status });
      const { number, customer } = other;
      const theirs = caseOf(cases, customer);
      return theirs === undefined || customer === null
        ? E.right([{ type: 'CaseAttached', at, caseId, number, customer, opened: 'reported' }])
        : E.left({ type: 'CustomerHasCase', customer, caseId: theirs.caseId });
    },
    AttachCases: ({ at, cases }, state) => {
      const status = ofMajorIssue(state);
      return E.isLeft(status)
        ? status
        : E.right(attachable(state.attachments.cases, cases).map((one) => ({ ...one, type: 'CaseAttached', at })));
    },
    /** Also once the issue is over: what did not belong to it should not count. */
    DetachCase: ({ at, caseId, reason }, state) => {
      const status = ofIssue(state);
      if (E.isLeft(status)) return status;
      const { cases, detached } = state.attachments;
      const attached = cases.find((one) => one.caseId === caseId);
      if (attached === undefined)
        return detached.includes(caseId) ? E.right([]) : E.left({ type: 'CaseNotAttached', caseId });
      return isUnsaid(reason)
        ? E.left({ type: 'ReasonMissing' })
        : E.right([{ ...attached, type: 'CaseDetached', at, reason }]);
    },
  },
  evolve: {
    CaseAttached: ({ cases, detached, served }, { caseId, number, customer, opened }) => ({
      cases: [...cases.filter((one) => one.caseId !== caseId), { caseId, number, customer, opened }],
      detached: detached.filter((one) => one !== caseId),
      served: customer === null || served.includes(customer) ? served : [...served, customer],
    }),
    CaseDetached: ({ cases, detached, served }, { caseId }) => ({
      cases: cases.filter((one) => one.caseId !== caseId),
      detached: detached.includes(caseId) ? detached : [...detached, caseId],
      served,
    }),
  },
};
