import type { Rulebook } from '../rulebook';

/** Something in a rulebook that cannot be meant: where it is, and what is wrong with it. */
export interface LintFinding {
  readonly path: string;
  readonly message: string;
}

export type Check = (rulebook: Rulebook) => ReadonlyArray<LintFinding>;

export const finding = (path: string, message: string): ReadonlyArray<LintFinding> => [{ path, message }];
