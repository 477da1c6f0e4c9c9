import { CasebookError } from '@casebook/casebook';
import type { ErrorRequestHandler } from 'express';
import { z } from 'zod';

// #region errors
const statuses = new Map([
  ['InvalidInput', 400],
  ['NotAuthorized', 403],
  ['CaseNotFound', 404],
  ['CaseUnknown', 404],
  ['StoreUnavailable', 503],
  ['TooContended', 503],
]);

/** Says in HTTP what an error says in its type; what Casebook refuses is answered with the very value that it gave. */
export const answerError: ErrorRequestHandler = (error, request, response, next) => {
  if (error instanceof CasebookError) {
    // A case refuses what it does not allow as it stands; a question is never refused, so there it is our fault.
    const other = request.method === 'GET' ? 500 : 409;
    response.status(statuses.get(error.cause.type) ?? other).json(error.cause);
  } else if (error instanceof z.ZodError) {
    const faults = error.issues.map(({ path, message }) => `${path.join('.') || 'body'}: ${message}`);
    response.status(400).json({ type: 'InvalidRequest', faults });
  } else if (error instanceof SyntaxError) {
    response.status(400).json({ type: 'InvalidRequest', faults: [`body: ${error.message}`] });
  } else {
    next(error);
  }
};
// #endregion
