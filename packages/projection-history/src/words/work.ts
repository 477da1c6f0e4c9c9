import { waitIn } from '../situation';
import { fromTemplate, given, minute, phrase, say, written, type Words } from './saying';
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
  MessageSent: ({ event: { to, channel, automated, awaits, body, template } }) =>
    say(
      phrase(
        automated ? `sent ${party[to]} an automatic message` : `wrote to ${party[to]}`,
        by[channel],
        fromTemplate(template),
        given(awaits, () => 'and asked for an answer'),
      ),
      null,
      written(body),
    ),
  NoteAdded: ({ event: { body, mentions, template } }) =>
    say(
      phrase('added a note', fromTemplate(template), mentions.length === 0 ? null : `for ${mentions.join(', ')}`),
      null,
      written(body),
    ),
  FindingRecorded: ({ event: { kind, text, template } }) =>
    say(phrase(`recorded ${finding[kind]}`, fromTemplate(template)), null, written(text)),
};
