import { streamParts } from '@casebook/event-store';
import { changeInWords } from '../present/changes';
import { decisionInWords, replayPage } from '../present/replay-page';
import { replayed } from '../present/replayed';
import { problem } from '../problem';
import type { Settings } from '../settings';
import type { Answer } from './answer';
import { asJson } from './as-json';
import { ofCase } from './find-case';
import { asked, sayWhatWasKnown } from './moments';
import { openedToRead } from './opened';

/** A case event by event: in the order of its stream, or as of an instant in the order in which things happened. */
export const replay = (settings: Settings, number: string, { to }: { readonly to?: number }): Promise<Answer> =>
  openedToRead(settings, async (casebook, desk) => {
    await sayWhatWasKnown(casebook, settings);
    const happened = await ofCase(settings, number, desk.history.events(number, asked(settings.when)));
    const ordered = settings.when.asOf === null ? [...happened].sort((a, b) => a.revision - b.revision) : happened;
    const recorded = ordered.filter(({ revision }) => to === undefined || revision <= to);
    const last = ordered.reduce((highest, { revision }) => Math.max(highest, revision), 0);
    if (to !== undefined && to > last) settings.note(`The case has the revisions 0 to ${last}; all are shown.`);
    const [first] = recorded;
    if (first === undefined)
      throw problem({
        type: 'NoSuchCase',
        number,
        tenant: settings.tenant,
        at: settings.when.asOf ?? settings.when.asKnown,
      });
    const { id } = streamParts(first.stream);
    const { events, state } = replayed(recorded);
    return {
      page: (look) => replayPage(look, { number, id, events }),
      json: asJson({ number, id, events, state }),
      sheet: {
        columns: ['revision', 'position', 'type', 'occurredAt', 'recordedAt', 'by', 'status', 'said', 'why', 'changed'],
        rows: events.map((event) => [
          event.revision,
          event.position,
          event.type,
          event.occurredAt,
          event.recordedAt,
          `${event.actor.kind} ${event.actor.id}`,
          event.status,
          JSON.stringify(event.said),
          event.decision === null ? null : decisionInWords(event.decision).join('; '),
          event.changed.map(changeInWords).join('; '),
        ]),
      },
    };
  });
