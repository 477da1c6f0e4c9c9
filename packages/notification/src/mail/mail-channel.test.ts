import type { AddressInfo } from 'node:net';
import * as E from 'fp-ts/Either';
import { simpleParser } from 'mailparser';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { instantOf } from '@casebook/vocabulary';
import type { Message } from '../channel';
import { channelContract, type ChannelEnds } from '../contract';
import type { Reception } from '../testing/reception';
import { mailChannel } from './mail-channel';

interface Mail {
  readonly id: string;
  readonly subject: string;
  readonly text: string;
  readonly headers: ReadonlyMap<string, unknown>;
}

const refusal = (responseCode: number): Error => Object.assign(new Error('not now or not ever'), { responseCode });

/** A mail server on this machine, and whether it takes mail for an address. */
const opened = async (
  takesFor: (address: string) => boolean = () => true,
): Promise<ChannelEnds & { mails: Mail[] }> => {
  const mails: Mail[] = [];
  let how: Reception = 'takes';
  const options: SMTPServerOptions = {
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    closeTimeout: 100,
    onRcptTo: ({ address }, _, done) => {
      if (how === 'is silent') return;
      if (how === 'refuses for now') return done(refusal(450));
      return done(how === 'refuses for good' || !takesFor(address) ? refusal(550) : null);
    },
    onData: (stream, _, done) => {
      simpleParser(stream)
        .then(({ messageId = '', subject = '', text = '', headers }) => {
          // A text in transport ends with a line feed, whether or not it did before.
          mails.push({ id: messageId, subject, text: text.replace(/\n$/, ''), headers });
          done();
        })
        .catch(done);
    },
  };
  let server = new SMTPServer(options);
  const listen = (port: number): Promise<void> =>
    new Promise((resolve) => void server.listen(port, '127.0.0.1', () => resolve()));
  const shut = (): Promise<void> => new Promise((resolve) => server.close(() => resolve()));
  await listen(0);
  const { port } = server.server.address() as AddressInfo;
  let isUp = true;
  return {
    mails,
    channel: mailChannel({
      server: `smtp://127.0.0.1:${port}`,
      from: 'The desk <desk@acme.example>',
      patience: 1_000,
    }),
    address: 'returns@acme.example',
    receive: async (next) => {
      how = next;
      if (next === 'is away' && isUp) {
        await shut();
        isUp = false;
      } else if (next !== 'is away' && !isUp) {
        server = new SMTPServer(options);
        await listen(port);
        isUp = true;
      }
    },
    received: () =>
      mails.map(({ id, subject, text }) => ({ id: id.replace(/^<(.*)@acme.example>$/, '$1'), subject, text })),
    close: async () => {
      if (isUp) await shut();
    },
  };
};

channelContract('mailChannel', opened);

const message = (...to: ReadonlyArray<string>): Message => ({
  id: 'note-1',
  at: instantOf(Date.parse('2026-03-01T12:00:00.000Z')),
  to,
  subject: 'Case C-10423-0',
  text: 'It is late.',
  data: null,
});

describe('a mail', () => {
  test('says when it happened, and that no program should answer', async () => {
    const ends = await opened();
    await ends.channel.deliver(message('returns@acme.example'))();
    await ends.channel.close();
    await ends.close();
    const [mail] = ends.mails;
    expect(mail?.headers.get('date')).toEqual(new Date('2026-03-01T12:00:00.000Z'));
    expect(mail?.headers.get('auto-submitted')).toBe('auto-generated');
    expect(mail?.id).toBe('<note-1@acme.example>');
  });
  test('to several of whom some are refused has failed for good, and names them', async () => {
    const ends = await opened((address) => address !== 'gone@acme.example');
    const answer = await ends.channel.deliver(message('returns@acme.example', 'gone@acme.example'))();
    await ends.channel.close();
    await ends.close();
    expect(answer).toEqual(
      E.left({ type: 'DeliveryFailed', reason: 'not taken for gone@acme.example', isFinal: true }),
    );
  });
  test('to nobody is not sent', async () => {
    const ends = await opened();
    const answer = await ends.channel.deliver(message())();
    await ends.channel.close();
    await ends.close();
    expect(answer).toEqual(
      E.left({ type: 'DeliveryFailed', reason: 'there is no address to write to', isFinal: true }),
    );
  });
});
