import type { ImportFailure } from './failure';

/** Carries a failure out of the loops of an import; nobody outside sees it. */
export class Halt extends Error {
  constructor(readonly failure: ImportFailure) {
    super(failure.type);
  }
}
