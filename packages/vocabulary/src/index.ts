// Declarations made of these words name it: consumers need no io-ts of their own to read them.
export type { Brand, Branded } from 'io-ts';
export { Actor } from './actor';
export { faults } from './faults';
export {
  AgentId,
  CalendarId,
  CaseId,
  CaseNumber,
  CommandId,
  CustomerId,
  EventId,
  IssueId,
  IssueTitle,
  TeamId,
  TenantId,
} from './ids';
export { epochMillis, Instant, instantOf, later, millisBetween, plus, type Millis } from './instant';
export { nullable, type Json } from './json';
export { literal } from './literal';
export { Erased, personal, unlessErased, type Impersonal, type Personal, type PersonalCodec } from './personal';
export { WrittenInstant } from './written-instant';
export { isStorableText, Text, textOf } from './text';
