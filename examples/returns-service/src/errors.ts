import { CasebookError, kindOf, type Kind } from '@casebook/casebook';
import type { ErrorRequestHandler } from 'express';
import { z } from 'zod';

// #region errors
const statuses: { readonly [K in Kind]: number } = {
  invalid: 400,
  notFound: 404,
  forbidden: 403,
  refused: 409,
  failed: 503,
};

/** Says in HTTP what an error says in its type; what Casebook refuses is answered with the very value that it gave. */
export const answerError: ErrorRequestHandler = (error, _request, response, next) => {
  if (error instanceof CasebookError) {
    response.status(statuses[kindOf(error.cause)]).json(error.cause);
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
