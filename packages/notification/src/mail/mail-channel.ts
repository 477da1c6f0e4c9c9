import * as TE from 'fp-ts/TaskEither';
import { pipe } from 'fp-ts/function';
import { createTransport } from 'nodemailer';
import { deliveryFailed, wordsOf, type Channel, type DeliveryFailed, type Message } from '../channel';

export interface MailOptions {
  /** The server that takes mail, as `smtps://user:password@host:465`, or `smtp://host:587` for one that is asked for encryption when it is reached. */
  readonly server: string;
  /** Who writes: `desk@acme.example`, or `The desk <desk@acme.example>`. */
  readonly from: string;
  /** How long the server may be silent: milliseconds, 15000 by default. */
  readonly patience?: number;
}

/** Replies to RCPT TO, MAIL FROM and DATA are about this message; others, to a greeting or a login, are about the server as it is now. */
const aboutMessage = ['RCPT TO', 'MAIL FROM', 'DATA'];

/** A reply from 500 on to what belongs to this message will not be another one the next time (RFC 5321, 4.2.1). */
const isFinal = (error: unknown): boolean =>
  typeof error === 'object' &&
  error !== null &&
  'responseCode' in error &&
  Number(error.responseCode) >= 500 &&
  'command' in error &&
  aboutMessage.includes(String(error.command));

const failedWith = (error: unknown): DeliveryFailed => deliveryFailed(wordsOf(error), isFinal(error));

const domainOf = (from: string): string => /@([^\s>]+)/.exec(from)?.[1] ?? 'localhost';

/** Mail, by SMTP. A message to several that some of them are refused for has failed for good: sent again, the others would have it twice. */
export const mailChannel = ({ server, from, patience = 15_000 }: MailOptions): Channel => {
  const transport = createTransport({
    url: server,
    pool: true,
    connectionTimeout: patience,
    greetingTimeout: patience,
    socketTimeout: patience,
  });
  const send = ({ id, to, subject, text, at }: Message) =>
    TE.tryCatch(
      () =>
        transport.sendMail({
          from,
          to: [...to],
          subject,
          text,
          date: at,
          messageId: `<${id}@${domainOf(from)}>`,
          headers: { 'Auto-Submitted': 'auto-generated' }, // RFC 3834: nobody's absence is to be answered with
        }),
      failedWith,
    );
  return {
    deliver: (message) =>
      message.to.length === 0
        ? TE.left(deliveryFailed('there is no address to write to', true))
        : pipe(
            send(message),
            TE.chain(({ rejected }) =>
              rejected.length === 0
                ? TE.right(undefined)
                : TE.left(deliveryFailed(`not taken for ${rejected.map(String).join(', ')}`, true)),
            ),
          ),
    close: () => {
      transport.close();
      return Promise.resolve();
    },
  };
};
