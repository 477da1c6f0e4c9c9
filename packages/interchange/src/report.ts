import type { Instant } from '@casebook/vocabulary';

/** What an import found and did. */
export interface ImportReport {
  readonly file: string;
  /** Rows after the header, bad ones included. */
  readonly rows: number;
  readonly badRows: number;
  /** Where bad rows were written; null where there were none. */
  readonly badRowsFile: string | null;
  readonly cases: number;
  /** Events that the rows say, added now or before. */
  readonly events: { readonly all: number; readonly added: number; readonly repeated: number };
  readonly byType: { readonly [type: string]: number };
  /** What the table of statuses would have refused, by kind: `New→Resolved`, `born Waiting`. */
  readonly findings: { readonly [kind: string]: number };
  /** Cases with a finding. */
  readonly findingCases: number;
  /** Rows earlier than a row of their case that stood elsewhere, before them: they are in the log as late facts. */
  readonly lateRows: number;
  /** Of the rows; null where there is none. */
  readonly firstAt: Instant | null;
  readonly lastAt: Instant | null;
}

/** How far an import is. The whole file is checked before anything is written. */
export interface ImportProgress {
  readonly phase: 'checking' | 'importing';
  /** Of the file as it is on disk. */
  readonly bytes: number;
  readonly ofBytes: number;
  readonly rows: number;
  readonly events: number;
}
