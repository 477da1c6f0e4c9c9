import { describe, expect, test } from '@jest/globals';
import * as E from 'fp-ts/Either';
import { instantOf } from '@casebook/vocabulary';
import type { Channel, DeliveryFailed, Message } from '../channel';
import type { Reception } from '../testing/reception';

/** A channel and its other end, which a test sees and rules. */
export interface ChannelEnds {
  readonly channel: Channel;
  /** An address at the other end. */
  readonly address: string;
  /** From now on. */
  readonly receive: (how: Reception) => Promise<void>;
  /** What has arrived, in order. */
  readonly received: () => ReadonlyArray<Pick<Message, 'id' | 'subject' | 'text'>>;
  readonly close: () => Promise<void>;
}

const outcome = async (channel: Channel, message: Message): Promise<DeliveryFailed | 'taken'> => {
  const answer = await channel.deliver(message)();
  return E.isRight(answer) ? 'taken' : answer.left;
};

/** What every channel promises. The other side must be silent for no longer than two seconds until the channel gives up. */
export const channelContract = (name: string, open: () => Promise<ChannelEnds>): void => {
  const between = async (work: (ends: ChannelEnds) => Promise<void>): Promise<void> => {
    const ends = await open();
    try {
      await work(ends);
    } finally {
      await ends.channel.close();
      await ends.close();
    }
  };

  const message = (ends: ChannelEnds, id: string, text = 'The screen stays dark.'): Message => ({
    id,
    at: instantOf(Date.parse('2026-03-01T12:00:00.000Z')),
    to: [ends.address],
    subject: `Case ${id}`,
    text,
    data: { number: 'C-10423-0' },
  });

  const failure = (isFinal: boolean): unknown => ({
    type: 'DeliveryFailed',
    reason: expect.stringMatching(/\S/),
    isFinal,
  });

  describe(`${name} as a channel`, () => {
    test('delivers what it is given, as it is', () =>
      between(async (ends) => {
        const text = ['Grüße an Zoë 👋', '.', '. a line that begins with a dot', '', `${'long '.repeat(400)}end`].join(
          '\n',
        );
        expect(await outcome(ends.channel, message(ends, 'note-1', text))).toBe('taken');
        expect(ends.received()).toEqual([{ id: 'note-1', subject: 'Case note-1', text }]);
      }));
    test('delivers many at once, each of them once', () =>
      between(async (ends) => {
        const ids = Array.from({ length: 20 }, (_, index) => `note-${index}`);
        const outcomes = await Promise.all(ids.map((id) => outcome(ends.channel, message(ends, id))));
        expect(outcomes).toEqual(ids.map(() => 'taken'));
        expect(
          ends
            .received()
            .map(({ id }) => id)
            .sort(),
        ).toEqual([...ids].sort());
      }));
    test('delivers the same twice under the same name', () =>
      between(async (ends) => {
        const same = message(ends, 'note-1');
        expect([await outcome(ends.channel, same), await outcome(ends.channel, same)]).toEqual(['taken', 'taken']);
        expect(ends.received().map(({ id }) => id)).toEqual(['note-1', 'note-1']);
      }));
    test.each<Reception>(['refuses for now', 'is silent', 'is away'])(
      'can be tried again where the other side %s',
      (how) =>
        between(async (ends) => {
          await ends.receive(how);
          expect(await outcome(ends.channel, message(ends, 'note-1'))).toEqual(failure(false));
          await ends.receive('takes');
          expect(await outcome(ends.channel, message(ends, 'note-1'))).toBe('taken');
          expect(ends.received().map(({ id }) => id)).toEqual(['note-1']);
        }),
    );
    test('says where it is of no use to try again', () =>
      between(async (ends) => {
        await ends.receive('refuses for good');
        expect(await outcome(ends.channel, message(ends, 'note-1'))).toEqual(failure(true));
        expect(ends.received()).toEqual([]);
      }));
  });
};
