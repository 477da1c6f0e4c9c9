import { DatabaseError } from 'pg';
import type { StoreUnavailable } from '@casebook/event-store';
import { words } from '../failures';

// What pg says when a query's time is over.
const tooLate = 'Query read timeout';

export const unavailable = (error: unknown): StoreUnavailable => {
  const said = words(error);
  const message = said === tooLate ? 'the database has not answered within the deadline' : said;
  return { type: 'StoreUnavailable', message };
};

// unique_violation: the same event ids came at once in another stream. The others: somebody's isolation or locks.
const passing = new Set(['23505', '40001', '40P01']);

/** Two calls have met in a way that cannot happen again when one of them is repeated. */
export const isPassing = (error: unknown): boolean => error instanceof DatabaseError && passing.has(error.code ?? '');

// data_exception and integrity_constraint_violation, each with all its kinds.
const refusals = /^2[23]/;

/** The database has read the call and refused it: something in it is wrong, not the database. */
export const isRefusal = (error: unknown): boolean => error instanceof DatabaseError && refusals.test(error.code ?? '');
