export type { CaseCommand, CaseEvent, CaseRejection, CaseState } from './case/case';
export type { Decision } from './decision';
