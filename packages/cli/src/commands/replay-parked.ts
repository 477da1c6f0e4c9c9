import { run } from '@casebook/casebook';
import { exitCodes } from '../exit-codes';
import { counted } from '../present/number';
import type { Settings } from '../settings';
import type { Answer } from './answer';
import { asJson } from './as-json';
import { named } from './named';
import { openedToRead } from './opened';

/** Folds the streams anew that wait because an event could not be folded. */
export const replayParked = (settings: Settings, given: ReadonlyArray<string>): Promise<Answer> =>
  openedToRead(settings, async (casebook) => {
    const names = named(casebook, given);
    const { folded, parked } = await run(casebook.readModels.replayParked(names));
    const still = parked.map(
      ({ projection, stream, revision, message }) =>
        `${projection}: ${stream} waits at revision ${revision}: ${message}`,
    );
    return {
      page: () =>
        [
          folded + parked.length === 0 ? 'No stream waits.' : `${counted(folded, 'stream')} folded anew.`,
          ...still,
        ].join('\n'),
      json: asJson({ names, folded, parked }),
      sheet: {
        columns: ['projection', 'stream', 'revision', 'message'],
        rows: parked.map(({ projection, stream, revision, message }) => [projection, stream, revision, message]),
      },
      exit: parked.length === 0 ? exitCodes.done : exitCodes.drift,
    };
  });
