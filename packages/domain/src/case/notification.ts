import { textOf, type AgentId, type CustomerId, type TeamId, type Text } from '@casebook/vocabulary';
import type { Notifiable } from '../rulebook/notification-rule';

/** Who is told. Where somebody can be reached is not known here: whoever delivers looks that up. */
export interface Recipient {
  readonly kind: 'team' | 'agent' | 'customer' | 'system';
  /** Of the team, the agent or the customer; of a system the name of the channel at whose end it listens. */
  readonly id: Text;
}

export const toTeam = (team: TeamId): Recipient => ({ kind: 'team', id: textOf(team) });
export const toAgent = (agent: AgentId): Recipient => ({ kind: 'agent', id: textOf(agent) });
export const toCustomer = (customer: CustomerId): Recipient => ({ kind: 'customer', id: textOf(customer) });
export const toSystem = (through: Text): Recipient => ({ kind: 'system', id: through });

/** What somebody is to be told. */
export interface Notification {
  readonly notificationId: Text;
  readonly to: Recipient;
  /** The name of the channel. */
  readonly through: Text;
  /** The last event of this type before it is what is told of. */
  readonly about: Notifiable;
}

const minutes = 60 * 1000;
const hours = 60 * minutes;

/** How long after each failure it is tried again: milliseconds. After the last it is given up, a little more than three days after the first. */
const waits: ReadonlyArray<number> = [
  1 * minutes,
  5 * minutes,
  30 * minutes,
  2 * hours,
  6 * hours,
  24 * hours,
  48 * hours,
];

/** How long to wait after this attempt, the first being 1: milliseconds; null: it was the last. */
export const waitAfter = (attempt: number): number | null => waits[attempt - 1] ?? null;
