import { run } from '@casebook/casebook';
import { StreamName, streamParts } from '@casebook/event-store';
import { literal } from '@casebook/vocabulary';
import { problem } from '../problem';
import type { Settings } from '../settings';
import type { Answer } from './answer';
import { asJson } from './as-json';
import { ofCase } from './find-case';
import { openedToRead } from './opened';

export interface HoldOptions {
  readonly basis?: string;
  readonly id?: string;
  readonly release?: string;
  readonly reason?: string;
}

/** Places a legal hold on a case, or releases one. */
export const hold = (settings: Settings, number: string, options: HoldOptions): Promise<Answer> => {
  const { basis, id: holdId, release, reason } = options;
  const isPlaced = basis !== undefined && release === undefined && reason === undefined;
  const isReleased = release !== undefined && reason !== undefined && basis === undefined && holdId === undefined;
  if (!isPlaced && !isReleased)
    throw problem({
      type: 'UsageWrong',
      message: 'Give --basis to place a hold, or --release with --reason to release one.',
    });
  return openedToRead(settings, async (_, desk) => {
    const found = await ofCase(settings, number, desk.history.find(number));
    const { id } = streamParts(literal(StreamName, found.stream));
    const { events } = await run(
      isPlaced
        ? desk.cases.placeLegalHold(id, { basis, holdId })
        : desk.cases.releaseLegalHold(id, { holdId: release ?? '', reason: reason ?? '' }),
    );
    const told = events.flatMap(({ event }) =>
      event.type === 'LegalHoldPlaced' || event.type === 'LegalHoldReleased' ? [event] : [],
    );
    const [held] = told;
    const did =
      held === undefined
        ? 'is as it was'
        : isPlaced
          ? `is under legal hold ${held.holdId}`
          : `is released from legal hold ${held.holdId}`;
    return {
      page: () => `Case ${found.number} ${did}.`,
      json: asJson({ number: found.number, holdId: held?.holdId ?? holdId ?? release ?? null, events: told }),
      sheet: { columns: ['type', 'holdId'], rows: told.map((event) => [event.type, event.holdId]) },
    };
  });
};
