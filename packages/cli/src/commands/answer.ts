import type { Json } from '@casebook/vocabulary';
import type { Sheet } from '../present/csv';
import type { Look } from '../present/look';

/** What a command has to say, in each of the forms it can be asked for. */
export interface Answer {
  readonly page: (look: Look) => string;
  /** What `--json` prints; the command's help says its shape. */
  readonly json: Json;
  readonly sheet: Sheet;
  /** 0 unless it says otherwise. */
  readonly exit?: number;
}
