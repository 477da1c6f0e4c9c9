import type { EventUnreadable, StoreUnavailable } from '@casebook/event-store';

/** The file is not there, is a folder, may not be read, ends too early, is compressed otherwise. `why` is a sentence's end. */
export interface FileUnreadable {
  readonly type: 'FileUnreadable';
  readonly file: string;
  readonly why: string;
}

/** Bad rows cannot be kept there. */
export interface FileUnwritable {
  readonly type: 'FileUnwritable';
  readonly file: string;
  readonly why: string;
}

/** From here on the text is no table: nobody can say where the next row begins. */
export interface FileMalformed {
  readonly type: 'FileMalformed';
  readonly file: string;
  readonly line: number;
  readonly found: string;
  readonly expected: string;
}

export interface HeaderUnfit {
  readonly type: 'HeaderUnfit';
  readonly file: string;
  readonly missing: ReadonlyArray<string>;
  /** Wanted, but there more than once. */
  readonly repeated: ReadonlyArray<string>;
  readonly found: ReadonlyArray<string>;
}

/** A cell that cannot be what it should be. */
export interface CellFault {
  readonly column: string;
  readonly value: string;
  readonly expected: string;
}

export interface BadRow extends CellFault {
  readonly type: 'BadRow';
  readonly file: string;
  /** In the file, from 1, where the row begins: line breaks in quotes count. */
  readonly line: number;
  /** The first row after the header is 1. */
  readonly row: number;
}

export interface ZoneUnknown {
  readonly type: 'ZoneUnknown';
  readonly zone: string;
}

/** The log has this case already, with facts that do not come from this row and those before it. */
export interface CaseTaken {
  readonly type: 'CaseTaken';
  readonly file: string;
  readonly line: number;
  readonly row: number;
  readonly case: string;
  /** Where the log has it from. */
  readonly from: string;
}

/** Stopped by the caller's signal: what is written stays, and the same import goes on from there. */
export interface ImportStopped {
  readonly type: 'ImportStopped';
  readonly file: string;
  readonly row: number;
}

/** Why an import ended; whatever case it was at is in the log with all its rows or none, if its rows are together. */
export type ImportFailure =
  | FileUnreadable
  | FileUnwritable
  | FileMalformed
  | HeaderUnfit
  | BadRow
  | ZoneUnknown
  | CaseTaken
  | ImportStopped
  | StoreUnavailable
  | EventUnreadable;
