import { createHmac } from 'node:crypto';
import * as TE from 'fp-ts/TaskEither';
import { pipe } from 'fp-ts/function';
import { deliveryFailed, wordsOf, type Channel, type Message } from '../channel';

export interface WebhookOptions {
  /** Where to post, `https://…`. */
  readonly url: string;
  /** What both sides know, as Standard Webhooks write it: `whsec_` and 24 to 64 bytes in base64. */
  readonly secret: string;
  /** How long the other side may take: milliseconds, 15000 by default. */
  readonly patience?: number;
}

const prefix = 'whsec_';

/** Throws a TypeError for a secret that nobody could check with. */
const keyFrom = (secret: string): Buffer => {
  const written = secret.startsWith(prefix) ? secret.slice(prefix.length) : '';
  const key = Buffer.from(written, 'base64');
  if (key.length < 24 || key.length > 64 || key.toString('base64') !== written)
    throw new TypeError(`a secret must be ${prefix} followed by 24 to 64 bytes in base64`);
  return key;
};

const gone = 410;

/**
 * A POST of `{ id, timestamp, subject, text, data }` as JSON, signed as Standard Webhooks 1.0 say, so that whoever listens can check it
 * with any library for them. Taken is what is answered with 200 to 299; an address that is gone (410) is given up, all else is tried again.
 */
export const webhookChannel = ({ url, secret, patience = 15_000 }: WebhookOptions): Channel => {
  const key = keyFrom(secret);

  const post = async ({ id, at, subject, text, data }: Message): Promise<Response> => {
    const body = JSON.stringify({ id, timestamp: at, subject, text, data });
    const seconds = Math.floor(Date.now() / 1000); // of the attempt: what is old is refused as a replay
    const signature = createHmac('sha256', key).update(`${id}.${seconds}.${body}`).digest('base64');
    const response = await fetch(url, {
      method: 'POST',
      body,
      redirect: 'manual', // a secret is shared with one address
      signal: AbortSignal.timeout(patience),
      headers: {
        'content-type': 'application/json',
        'webhook-id': id,
        'webhook-timestamp': String(seconds),
        'webhook-signature': `v1,${signature}`,
      },
    });
    await response.body?.cancel();
    return response;
  };

  return {
    deliver: (message) =>
      pipe(
        TE.tryCatch(
          () => post(message),
          (error) => deliveryFailed(wordsOf(error)),
        ),
        TE.chain(({ ok, status }) =>
          ok ? TE.right(undefined) : TE.left(deliveryFailed(`${url} answered ${status}`, status === gone)),
        ),
      ),
    close: () => Promise.resolve(),
  };
};
