import * as E from 'fp-ts/Either';
import { decodeMapping, importCsv as importLog } from '@casebook/interchange';
import { problem } from '../problem';
import type { Settings } from '../settings';
import { readText } from '../text-file';
import type { Answer } from './answer';
import { importing } from './importing';

export interface Wishes {
  readonly map: string;
  readonly zone?: string;
  readonly skipBadRows?: true;
}

/** Any other log, as a mapping says. */
export const importCsv = async (
  settings: Settings,
  file: string,
  { map, zone, skipBadRows }: Wishes,
): Promise<Answer> => {
  const decoded = decodeMapping(await readText(map));
  if (E.isLeft(decoded)) throw problem({ type: 'MappingWrong', file: map, faults: decoded.left });
  const mapping = decoded.right;
  return importing(settings, file, skipBadRows ?? false, (into) =>
    importLog({ ...into, mapping, ...(zone === undefined ? {} : { zone }) }),
  );
};
