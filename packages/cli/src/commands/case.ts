import { folded, standing, stageOf, statusOf, type CaseEvent } from '@casebook/domain';
import { streamParts, type Recorded } from '@casebook/event-store';
import { timelineOf } from '@casebook/projection-history';
import { instantOf, type Instant } from '@casebook/vocabulary';
import { timelinePage, type Timeline } from '../present/timeline-page';
import type { Settings } from '../settings';
import type { Answer } from './answer';
import { asJson } from './as-json';
import { ofCase } from './find-case';
import { asked, sayWhatWasKnown } from './moments';
import { openedToRead } from './opened';
import { sheetOf } from './sheet-of';

/** The timeline of a case from its events, which are in the order in which they happened. */
export const timelineFrom = (number: string, at: Instant, recorded: ReadonlyArray<Recorded<CaseEvent>>): Timeline => {
  const events = recorded.map(({ event }) => event);
  const stands = events.reduce((before, event) => folded(standing, before, event), standing.initial);
  return { at, number, status: statusOf(stands), stage: stageOf(events), entries: timelineOf(recorded) };
};

/** What happened to a case, in words. */
export const caseTimeline = (settings: Settings, number: string): Promise<Answer> =>
  openedToRead(settings, async (casebook, desk) => {
    await sayWhatWasKnown(casebook, settings);
    const recorded = await ofCase(settings, number, desk.history.events(number, asked(settings.when)));
    const at = settings.when.asOf ?? settings.when.asKnown ?? instantOf(Date.now());
    const timeline = timelineFrom(number, at, recorded);
    const [first] = recorded;
    const id = first === undefined ? '' : streamParts(first.stream).id;
    const { entries, status, stage } = timeline;
    return {
      page: (look) => timelinePage(look, timeline),
      json: asJson({ at, number, id, status, stage, entries }),
      sheet: sheetOf(entries, [
        'revision',
        'occurredAt',
        'recordedAt',
        'type',
        'who',
        'what',
        'why',
        'text',
        'finding',
      ]),
    };
  });
