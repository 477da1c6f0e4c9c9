import type { ReadModelFailure } from '@casebook/projection';
import type { RulesFailure } from './read-rulebooks';
import type { LogFailure } from './transact';

/** What a caller can do about a left: mend the input, look elsewhere, ask for the right, accept the no, or try again later. */
export type Kind = 'invalid' | 'notFound' | 'forbidden' | 'refused' | 'failed';

const kinds: { readonly [type: string]: Kind } = {
  InvalidInput: 'invalid',
  SqlRefused: 'invalid',
  CaseNotFound: 'notFound',
  CaseUnknown: 'notFound',
  IssueUnknown: 'notFound',
  PersonUnknown: 'notFound',
  VersionUnknown: 'notFound',
  CaseNumberMistyped: 'notFound',
  NotAuthorized: 'forbidden',
};

const failed: { readonly [T in (LogFailure | RulesFailure | ReadModelFailure)['type']]: 'failed' } = {
  StoreUnavailable: 'failed',
  EventUnreadable: 'failed',
  TooContended: 'failed',
  RulebookContradicted: 'failed',
  RulebookMissing: 'failed',
  ReadModelsHeld: 'failed',
  ProjectionChanged: 'failed',
  ProjectionSuperseded: 'failed',
  ProjectionMissing: 'failed',
  ViewInUse: 'failed',
  NotYetReadable: 'failed',
  OldRowsHeld: 'failed',
  BuildDamaged: 'failed',
  PreviousMissing: 'failed',
};

const all: { readonly [type: string]: Kind } = { ...kinds, ...failed };

/** The kind of a rejection or failure, for edges that speak of kinds, as HTTP does. What is not listed is a rejection of the domain. */
export const kindOf = ({ type }: { readonly type: string }): Kind => all[type] ?? 'refused';
