import {
  factsOf,
  type CaseEvent,
  type CaseState,
  type Channel,
  type Of,
  type Party,
  type Rulebook,
  type Value,
} from '@casebook/domain';
import { inTime } from '@casebook/projection';
import {
  unlessErased,
  type CaseId,
  type CaseNumber,
  type Instant,
  type Personal,
  type Text,
} from '@casebook/vocabulary';
import type { Loaded } from '../transact';

/** A message as an assessor is shown it. */
export interface MessageShown {
  readonly messageId: Text;
  readonly at: Instant;
  readonly by: Party | 'desk';
  readonly channel: Channel;
  readonly text: Text;
}

/** What an assessor is shown of a case. What has been erased is not in it, nor are fields that tell something about a person. */
export interface Material {
  readonly id: CaseId;
  readonly number: CaseNumber;
  readonly createdAt: Instant;
  readonly subject: Text | null;
  readonly description: Text | null;
  /** The latest twenty, in the order in which they were written. */
  readonly messages: ReadonlyArray<MessageShown>;
  /** What rules may know of it, by name: `category`, `product`, `fields.serial`. */
  readonly facts: { readonly [fact: string]: Value };
  /** The one in effect; its `categories` are the taxonomy. */
  readonly rulebook: Rulebook;
}

const shown = 20; // messages

const legible = (text: Personal<Text> | null): Text | null => (text === null ? null : (unlessErased(text) ?? null));

const written = (by: MessageShown['by'], message: Of<CaseEvent, 'MessageReceived' | 'MessageSent'>) => {
  const { messageId, at, channel, body } = message;
  const text = legible(body);
  return text === null ? [] : [{ messageId, at, by, channel, text }];
};

const messagesIn = (events: ReadonlyArray<CaseEvent>): ReadonlyArray<MessageShown> =>
  events.flatMap((event) => {
    if (event.type === 'MessageReceived') return written(event.from, event);
    return event.type === 'MessageSent' ? written('desk', event) : [];
  });

/** What there is to be looked at in a case; undefined where there is no case. */
export const materialOf = (
  id: CaseId,
  { events, state }: Loaded<CaseState, CaseEvent>,
  rulebook: Rulebook,
): Material | undefined => {
  const told = [...events].sort(inTime).map(({ event }) => event);
  const created = told.find((event) => event.type === 'CaseCreated');
  return (
    created && {
      id,
      number: created.number,
      createdAt: created.at,
      subject: legible(created.subject),
      description: legible(created.description),
      messages: messagesIn(told).slice(-shown),
      facts: Object.fromEntries(factsOf(state, rulebook)),
      rulebook,
    }
  );
};
