import { instant, memo } from './column';

/** Of a row that lasts from one instant to another. */
export interface Lasts<Name extends string = string> {
  /** The instant from which on the row is there; it never changes. */
  readonly since: Name;
  /** The instant at which it ended; null while it lasts. */
  readonly until: Name;
  /** Columns that are null while it lasts; all others keep what they had when it began. */
  readonly known?: ReadonlyArray<Name>;
}

/** How the rows as of an instant are told from the live ones. */
export type Past =
  /** A row that changed last by then is as it was; a stream whose row had begun by then and changed later is folded anew. */
  | { readonly by: 'change' }
  /** Rows that began later are left out, ends that came later are taken back. */
  | { readonly by: 'span'; readonly lasts: Lasts }
  /** Not at all: they are folded from the log. */
  | { readonly by: 'fold' };

/** The columns by which the past of a row is found, kept by the kernel beside those of a definition. */
export const pastColumns = {
  begun_at: memo(instant('when what made the row happened')),
  changed_at: memo(instant('when what changed it last happened')),
};

export type PastColumn = keyof typeof pastColumns;
