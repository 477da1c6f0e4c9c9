import * as E from 'fp-ts/Either';
import {
  agent,
  customer,
  run,
  type Casebook,
  type Cases,
  type Desk,
  type NotificationChannel,
  type NotificationMessage,
} from '@casebook/casebook';
import type { Instant } from '@casebook/vocabulary';
import type { Somebody } from './life';

/** Where stories are played: a desk, and the clock that it lives by. */
export interface Scenery {
  readonly deskAs: (by: Somebody) => Desk;
  readonly casesAs: (by: Somebody) => Cases;
  readonly setClock: (to: Instant) => void;
  /** Lets time bring what it has brought by now. */
  readonly observe: () => Promise<void>;
  /** Has the mail taken that is due by now, and gives it. */
  readonly mail: () => Promise<ReadonlyArray<NotificationMessage>>;
}

/** A mail box for everybody. */
const mailbox = (): {
  readonly channel: NotificationChannel;
  readonly empty: () => ReadonlyArray<NotificationMessage>;
} => {
  const messages: NotificationMessage[] = [];
  return {
    channel: {
      deliver: (message) => () => {
        messages.push(message);
        return Promise.resolve(E.right(undefined));
      },
      close: () => Promise.resolve(),
    },
    empty: () => messages.splice(0),
  };
};

/** The desk of a casebook whose clock is moved by hand. */
export const sceneryOf = (casebook: Casebook, tenant: string, setClock: Scenery['setClock']): Scenery => {
  const known = new Map<string, Desk>();
  const { channel, empty } = mailbox();
  const deskAs = ({ kind, id }: Somebody): Desk => {
    const name = `${kind} ${id}`;
    const desk = known.get(name) ?? casebook.as({ tenant, actor: kind === 'agent' ? agent(id) : customer(id) });
    known.set(name, desk);
    return desk;
  };
  return {
    setClock,
    observe: async () => void (await run(casebook.observeTime())),
    mail: async () => {
      await run(casebook.deliver({ channels: { mail: channel }, addressesOf: ({ id }) => [`${id}@retailer.example`] }));
      return empty();
    },
    deskAs,
    casesAs: (by) => deskAs(by).cases,
  };
};
