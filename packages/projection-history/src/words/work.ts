import { waitIn } from '../situation';
import { given, minute, phrase, say, written, type Words } from './saying';
import { awaited, by, finding, notWaitingBecause, party } from './terms';

export const work: Words<
  'WaitStarted' | 'WaitEnded' | 'MessageReceived' | 'MessageSent' | 'NoteAdded' | 'FindingRecorded'
> = {
  WaitStarted: ({ event: { on, subject, until } }) =>
    say(
      phrase(
        `began to wait for ${awaited[on]}`,
        given(subject, (what) => `(${what})`),
        given(until, (instant) => `until ${minute(instant)}`),
      ),
    ),
  WaitEnded: ({ event: { waitId, cause } }, before) =>
    say(
      phrase(
        'ended the wait',
        given(waitIn(before, waitId), (on) => `for ${awaited[on]}`),
      ),
      notWaitingBecause[cause],
    ),
  MessageReceived: ({ actor, event: { from, channel, body } }) =>
    say(
      phrase(actor.kind === 'customer' ? 'wrote' : `recorded a message from ${party[from]}`, by[channel]),
      null,
      written(body),
    ),
  MessageSent: ({ event: { to, channel, automated, awaits, body } }) =>
    say(
      phrase(
        automated ? `sent ${party[to]} an automatic message` : `wrote to ${party[to]}`,
        by[channel],
        given(awaits, () => 'and asked for an answer'),
      ),
      null,
      written(body),
    ),
  NoteAdded: ({ event: { body } }) => say('added a note', null, written(body)),
  FindingRecorded: ({ event: { kind, text } }) => say(`recorded ${finding[kind]}`, null, written(text)),
};
