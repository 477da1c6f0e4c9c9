import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import * as E from 'fp-ts/Either';
import { Webhook } from 'standardwebhooks';
import { instantOf } from '@casebook/vocabulary';
import { channelContract, type ChannelEnds } from '../contract';
import type { Reception } from '../testing/reception';
import { webhookChannel } from './webhook-channel';

const secret = `whsec_${Buffer.from('a secret of twenty-four!').toString('base64')}`;

interface Posted {
  readonly id: string;
  readonly subject: string;
  readonly text: string;
}

const bodyOf = async (request: IncomingMessage): Promise<string> => {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(Buffer.from(part as Uint8Array));
  return Buffer.concat(parts).toString('utf8');
};

const statuses: { readonly [R in Reception]?: number } = {
  takes: 204,
  'refuses for now': 503,
  'refuses for good': 410,
};

const listening = async (server: Server, port: number): Promise<number> => {
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
};

/** A server that checks each signature with a library of others. */
const opened = async (): Promise<ChannelEnds> => {
  const webhook = new Webhook(secret);
  const posted: Posted[] = [];
  let how: Reception = 'takes';
  const server = createServer((request, response) => {
    void bodyOf(request).then((body) => {
      if (how === 'is silent') return;
      const { id, subject, text } = webhook.verify(body, request.headers as Record<string, string>) as Posted;
      if (how === 'takes') posted.push({ id, subject, text });
      response.writeHead(statuses[how] ?? 500).end();
    });
  });
  const port = await listening(server, 0);
  const shut = async (): Promise<void> => {
    server.closeAllConnections();
    if (server.listening) await new Promise((resolve) => server.close(resolve));
  };
  return {
    channel: webhookChannel({ url: `http://127.0.0.1:${port}/hook`, secret, patience: 1_000 }),
    address: '',
    receive: async (next) => {
      how = next;
      if (next === 'is away') await shut();
      else if (!server.listening) await listening(server, port);
    },
    received: () => posted,
    close: shut,
  };
};

channelContract('webhookChannel', opened);

describe('a webhook', () => {
  test('is sent with the time of the attempt, and with all that it has for programs', async () => {
    const ends = await opened();
    const answer = await ends.channel.deliver({
      id: 'note-1',
      at: instantOf(0), // long ago: what the library that checks it would take for a replay
      to: [],
      subject: 'Case',
      text: 'It is late.',
      data: { number: 'C-10423-0' },
    })();
    await ends.close();
    expect(answer).toEqual(E.right(undefined));
    expect(ends.received()).toHaveLength(1);
  });
  test.each(['', 'secret', 'whsec_c2hvcnQ=', 'whsec_*'])(
    'needs a secret that can be checked with, not ‘%s’',
    (wrong) => {
      expect(() => webhookChannel({ url: 'http://127.0.0.1:1/', secret: wrong })).toThrow(
        'a secret must be whsec_ followed by 24 to 64 bytes in base64',
      );
    },
  );
});
