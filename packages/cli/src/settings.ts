import type { Instant } from '@casebook/vocabulary';
import type { Look } from './present/look';
import type { Progress } from './progress';

export type Format = 'page' | 'json' | 'csv';

/** Of which moment a question speaks; of now where both are null. */
export interface When {
  readonly asOf: Instant | null;
  readonly asKnown: Instant | null;
}

/** What every command is told by the options that all have in common. */
export interface Settings {
  /** Null: none was named, so the command has its own. */
  readonly data: string | null;
  /** Null: the folder. */
  readonly database: string | null;
  /** Where the log is; null: with all the rest. */
  readonly eventstoredb: string | null;
  readonly schema: string;
  readonly tenant: string;
  readonly when: When;
  readonly format: Format;
  readonly look: Look;
  /** For commands that tell while they go on; the others answer once. */
  readonly say: (text: string) => void;
  /** Beside the answer, on standard error; nothing with --quiet. */
  readonly note: (text: string) => void;
  readonly progress: Progress;
}
