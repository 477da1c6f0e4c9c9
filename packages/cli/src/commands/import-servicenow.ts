import { importServicenow } from '@casebook/interchange';
import type { Settings } from '../settings';
import type { Answer } from './answer';
import { importing } from './importing';

export interface Wishes {
  readonly zone: string;
  readonly skipBadRows?: true;
}

/** The audit log of a ServiceNow desk. */
export const importServiceNow = (settings: Settings, file: string, { zone, skipBadRows }: Wishes): Promise<Answer> =>
  importing(settings, file, skipBadRows ?? false, (into) => importServicenow({ ...into, zone }));
