import { run } from '@casebook/casebook';
import { exitCodes } from '../exit-codes';
import { decisionsPage } from '../present/decisions-page';
import type { Running } from '../progress';
import type { Settings } from '../settings';
import type { Answer } from './answer';
import { asJson } from './as-json';
import { openedToRead } from './opened';

/** Decides every case anew, and compares. */
export const checkDecisions = (settings: Settings): Promise<Answer> =>
  openedToRead(settings, async (casebook) => {
    let running: Running | undefined;
    const checked = await run(
      casebook.checkDecisions((done, of) => {
        running ??= settings.progress.start('Deciding anew', of);
        running.at(done);
      }),
    ).finally(() => running?.end());
    const differing = checked.differing.map(({ recorded, expected }) => ({
      tenant: recorded.tenant,
      stream: recorded.stream,
      revision: recorded.revision,
      type: recorded.event.type,
      recorded: recorded.event,
      expected,
    }));
    return {
      page: (look) => decisionsPage(look, checked),
      json: asJson({ ...checked, differing }),
      sheet: {
        columns: ['tenant', 'stream', 'revision', 'type', 'recorded', 'expected'],
        rows: differing.map((one) => [
          one.tenant,
          one.stream,
          one.revision,
          one.type,
          asJson(one.recorded),
          asJson(one.expected),
        ]),
      },
      exit: differing.length === 0 ? exitCodes.done : exitCodes.drift,
    };
  });
