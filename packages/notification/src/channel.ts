import type { TaskEither } from 'fp-ts/TaskEither';
import type { Instant, Json } from '@casebook/vocabulary';

/** What somebody is told, ready to be sent. */
export interface Message {
  /** The same however often it is sent: whoever gets it twice can tell. Letters, digits and hyphens. */
  readonly id: string;
  /** When what it tells of happened. */
  readonly at: Instant;
  /** Addresses as the channel understands them. A channel that has one end of its own needs none. */
  readonly to: ReadonlyArray<string>;
  /** One line. */
  readonly subject: string;
  readonly text: string;
  /** The same for programs. */
  readonly data: Json;
}

/** It did not arrive, as far as is known. */
export interface DeliveryFailed {
  readonly type: 'DeliveryFailed';
  /** What the other side said, or what kept it from saying anything. */
  readonly reason: string;
  /** It would fail again however often it is tried. */
  readonly isFinal: boolean;
}

/** A way to tell somebody something. Shipped with its contract: `@casebook/notification/contract`. */
export interface Channel {
  /** Gives an answer once the other side has taken the message. Where that is lost, a message arrives twice, with the same id. */
  readonly deliver: (message: Message) => TaskEither<DeliveryFailed, void>;
  /** Lets go of what is open. */
  readonly close: () => Promise<void>;
}

export const deliveryFailed = (reason: string, isFinal = false): DeliveryFailed => ({
  type: 'DeliveryFailed',
  reason,
  isFinal,
});

/** What went wrong, in words, also where it was many things at once. */
export const wordsOf = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error);
  const cause = error.cause instanceof Error ? `: ${wordsOf(error.cause)}` : '';
  return `${error.message === '' ? error.name : error.message}${cause}`;
};
