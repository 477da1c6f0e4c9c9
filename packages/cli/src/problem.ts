import type { ImportFailure, MappingFault, RulebookFault } from '@casebook/interchange';
import type { Instant } from '@casebook/vocabulary';

/** What can be wrong at the command line itself; the packages below have failures of their own. */
export type Fault =
  | { readonly type: 'UsageWrong'; readonly message: string }
  | { readonly type: 'InstantUnreadable'; readonly option: string; readonly value: string }
  | { readonly type: 'OptionsExclude'; readonly options: ReadonlyArray<string> }
  | { readonly type: 'NoSuchCase'; readonly number: string; readonly tenant: string; readonly at: Instant | null }
  | { readonly type: 'TeamNotFound'; readonly team: string; readonly teams: ReadonlyArray<string> }
  | {
      readonly type: 'DraftNotFound';
      readonly number: string;
      readonly documents: string;
      readonly template: string;
      readonly drafts: ReadonlyArray<string>;
    }
  | { readonly type: 'FileUnreadable'; readonly file: string; readonly why: string }
  | { readonly type: 'HeadWrong'; readonly file: string; readonly faults: ReadonlyArray<string> }
  | { readonly type: 'MappingWrong'; readonly file: string; readonly faults: ReadonlyArray<MappingFault> }
  | { readonly type: 'RulebookWrong'; readonly file: string; readonly faults: ReadonlyArray<RulebookFault> }
  | { readonly type: 'ImportFailed'; readonly failure: ImportFailure }
  | { readonly type: 'QueryRefused'; readonly message: string }
  | { readonly type: 'DeskNotEmpty'; readonly schema: string }
  | { readonly type: 'FolderEmpty'; readonly folder: string }
  | { readonly type: 'FolderTaken'; readonly folder: string };

/** A fault on its way to whoever typed the command; `cause` is the tagged value. */
export class Problem extends Error {
  override readonly name = 'Problem';
  override readonly cause: Fault;

  constructor(fault: Fault) {
    super(fault.type);
    this.cause = fault;
  }
}

export const problem = (fault: Fault): Problem => new Problem(fault);
