import { streamParts } from '@casebook/event-store';
import { timelineOf } from '@casebook/projection-history';
import { exitCodes } from '../exit-codes';
import { whyPage, type Decided } from '../present/why-page';
import type { Settings } from '../settings';
import type { Answer } from './answer';
import { asJson } from './as-json';
import { ofCase } from './find-case';
import { asked, sayWhatWasKnown } from './moments';
import { openedToRead } from './opened';

/** Why a case came to be as it is: each decision that rules or time have made about it, decided anew. */
export const why = (settings: Settings, number: string): Promise<Answer> =>
  openedToRead(settings, async (casebook, desk) => {
    await sayWhatWasKnown(casebook, settings);
    const when = asked(settings.when);
    const recorded = await ofCase(settings, number, desk.history.events(number, when));
    const anew = await ofCase(settings, number, desk.history.decisions(number, when));
    const serviceLevels = await ofCase(settings, number, desk.history.serviceLevels(number, when));
    const entries = new Map(timelineOf(recorded).map((entry) => [entry.revision, entry]));
    const decisions = anew.flatMap(({ recorded: { revision, event }, same, expected }): ReadonlyArray<Decided> => {
      const entry = entries.get(revision);
      return entry === undefined ? [] : [{ entry, event, same, expected }];
    });
    const [first] = recorded;
    const id = first === undefined ? '' : streamParts(first.stream).id;
    const said = decisions.map(({ entry, event, same, expected }) => ({
      revision: entry.revision,
      type: event.type,
      occurredAt: entry.occurredAt,
      who: entry.who,
      what: entry.what,
      why: entry.why,
      decision: entry.decision,
      same,
      expected,
    }));
    return {
      page: (look) => whyPage(look, { number, decisions, serviceLevels }),
      json: asJson({ number, id, decisions: said, serviceLevels }),
      sheet: {
        columns: ['revision', 'type', 'occurredAt', 'who', 'what', 'why', 'rule', 'rulebook', 'same'],
        rows: said.map(({ revision, type, occurredAt, who, what, why: reason, decision, same }) => [
          revision,
          type,
          occurredAt,
          who,
          what,
          reason,
          decision?.rule ?? null,
          decision?.rulebook ?? null,
          same,
        ]),
      },
      exit: decisions.every(({ same }) => same) ? exitCodes.done : exitCodes.drift,
    };
  });
