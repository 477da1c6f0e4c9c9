import { run } from '@casebook/casebook';
import { writeRulebook } from '@casebook/interchange';
import { shownPage } from '../present/rulebook-page';
import { problem } from '../problem';
import type { Settings } from '../settings';
import type { Answer } from './answer';
import { asJson } from './as-json';
import { openedToRead } from './opened';

export interface ShowOptions {
  readonly yaml?: boolean;
}

/** A version of the rulebook: the one of a number, the one in effect at an instant, or the one in effect now. */
export const rulebookShow = (
  settings: Settings,
  version: number | undefined,
  { yaml = false }: ShowOptions,
): Promise<Answer> => {
  const { asOf } = settings.when;
  if (version !== undefined && asOf !== null)
    throw problem({ type: 'OptionsExclude', options: [`version ${version}`, '--as-of'] });
  if (yaml && settings.format !== 'page')
    throw problem({ type: 'OptionsExclude', options: ['--yaml', `--${settings.format}`] });
  return openedToRead(settings, async (_, desk) => {
    const shown = await run(desk.rulebook.show(asOf === null ? { version } : { asOf }));
    const versions = await run(desk.rulebook.versions());
    const document = writeRulebook(shown.rulebook);
    return {
      page: (look) => (yaml ? document : shownPage(look, { shown, versions, document })),
      json: asJson({ ...shown, versions }),
      sheet: {
        columns: ['version', 'hash', 'effectiveFrom', 'publishedAt', 'publishedBy', 'approvedBy', 'changeNote'],
        rows: versions.map(({ version: number, hash, effectiveFrom, published }) => [
          number,
          hash,
          effectiveFrom,
          published?.at ?? null,
          published?.by.id ?? null,
          published?.approvedBy ?? null,
          published?.changeNote ?? null,
        ]),
      },
    };
  });
};
