import * as E from 'fp-ts/Either';
import type { Variant } from '../message';
import type { CaseState } from './case';
import { statusOf, type Status } from './status';

/** There is no such case. */
export type CaseUnknown = Variant<'CaseUnknown'>;
/** It is resolved or over: what was asked for is done to open cases only. */
export type CaseNotOpen = Variant<'CaseNotOpen', { status: Status }>;
/** It is new: nobody has accepted it yet. */
export type CaseNotAccepted = Variant<'CaseNotAccepted'>;
/** No solution stands that could be accepted or rejected. */
export type CaseNotResolved = Variant<'CaseNotResolved', { status: Status }>;

/** It is not closed: what was asked for is done to closed cases only. */
export type CaseNotClosed = Variant<'CaseNotClosed', { status: Status }>;

/** The status of a case that is there. */
export const ofCase = ({ creation, standing }: CaseState): E.Either<CaseUnknown, Status> =>
  creation.opening === null ? E.left({ type: 'CaseUnknown' }) : E.right(statusOf(standing));

export const isOpen = (status: Status): boolean => status === 'New' || status === 'Open' || status === 'Waiting';

/** The status of a case that is New, Open or Waiting. */
export const ofOpenCase = (state: CaseState): E.Either<CaseUnknown | CaseNotOpen, Status> => {
  const status = ofCase(state);
  return E.isLeft(status) || isOpen(status.right) ? status : E.left({ type: 'CaseNotOpen', status: status.right });
};

/** The status of a case that is not over: open, or resolved and still to be closed. */
export const ofCaseNotOver = (state: CaseState): E.Either<CaseUnknown | CaseNotOpen, Status> => {
  const status = ofCase(state);
  return E.isRight(status) && status.right === 'Resolved' ? status : ofOpenCase(state);
};

/** The status of a case that is closed. */
export const ofClosedCase = (state: CaseState): E.Either<CaseUnknown | CaseNotClosed, Status> => {
  const status = ofCase(state);
  return E.isLeft(status) || status.right === 'Closed'
    ? status
    : E.left({ type: 'CaseNotClosed', status: status.right });
};

/** The status of a case that somebody has taken up: Open or Waiting. */
export const ofAcceptedCase = (state: CaseState): E.Either<CaseUnknown | CaseNotOpen | CaseNotAccepted, Status> => {
  const status = ofOpenCase(state);
  return E.isLeft(status) || status.right !== 'New' ? status : E.left({ type: 'CaseNotAccepted' });
};
