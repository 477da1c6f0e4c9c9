import * as t from 'io-ts';
import { isStorableText } from './text';

const word = <N extends string>(name: N, holds: (value: string) => boolean) =>
  t.brand(t.string, (value): value is t.Branded<string, { readonly [K in N]: symbol }> => holds(value), name);

/** 1 to 200 characters that every store can hold. */
const isName = (value: string): boolean => value.length > 0 && value.length <= 200 && isStorableText(value);

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** 1 to 63 lower-case letters, digits and hyphens: a tenant is part of every stream's name. */
export const TenantId = word('TenantId', (value) => /^[a-z0-9-]{1,63}$/.test(value));
export type TenantId = t.TypeOf<typeof TenantId>;

/** A lower-case UUID. */
export const EventId = word('EventId', (value) => uuid.test(value));
export type EventId = t.TypeOf<typeof EventId>;

/** Chosen by whoever gives a command, once for each intention; repeating it repeats the first outcome. */
export const CommandId = word('CommandId', isName);
export type CommandId = t.TypeOf<typeof CommandId>;

/** Names a case for ever; people use its CaseNumber. */
export const CaseId = word('CaseId', isName);
export type CaseId = t.TypeOf<typeof CaseId>;

/** What people say and write: `C-10423-7`, or the number an imported case had where it came from. */
export const CaseNumber = word('CaseNumber', isName);
export type CaseNumber = t.TypeOf<typeof CaseNumber>;

/** Names a major issue for ever. */
export const IssueId = word('IssueId', isName);
export type IssueId = t.TypeOf<typeof IssueId>;

/** What people call a major issue, such as "Activations fail since the update". */
export const IssueTitle = word('IssueTitle', isName);
export type IssueTitle = t.TypeOf<typeof IssueTitle>;

export const CustomerId = word('CustomerId', isName);
export type CustomerId = t.TypeOf<typeof CustomerId>;

export const AgentId = word('AgentId', isName);
export type AgentId = t.TypeOf<typeof AgentId>;

export const TeamId = word('TeamId', isName);
export type TeamId = t.TypeOf<typeof TeamId>;

export const CalendarId = word('CalendarId', isName);
export type CalendarId = t.TypeOf<typeof CalendarId>;
