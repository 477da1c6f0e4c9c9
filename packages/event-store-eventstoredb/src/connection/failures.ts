import { status, type ServiceError } from '@grpc/grpc-js';
import type { StoreUnavailable } from '@casebook/event-store';

/** The server cannot be worked with: not reachable, not allowed, too old, or its connection string is none. */
export class EventStoreDbUnavailable extends Error {
  readonly type = 'EventStoreDbUnavailable';
  constructor(message: string, cause?: unknown) {
    super(message, { cause });
    this.name = this.type;
  }
}

/** Something that no repetition mends, in words for whoever asked. */
export class Refused extends Error {}

/** Something that may go well on another attempt. */
export class Passing extends Error {}

/** No answer within the deadline. */
export class TooLate extends Error {}

/** Where a node is reached. */
export interface Endpoint {
  readonly address: string;
  readonly port: number;
}

// Not asked of `Error` alone: under a test runner the errors of Node's own modules come from another realm.
const isServiceError = (error: unknown): error is ServiceError =>
  typeof error === 'object' && error !== null && 'code' in error && 'details' in error && 'metadata' in error;

const trailer = (error: unknown, name: string): string | undefined => {
  const value = isServiceError(error) ? error.metadata.get(name)[0] : undefined;
  return value === undefined ? undefined : String(value);
};

/** What the server calls this failure, where it is one of its own. */
const exceptionOf = (error: unknown): string | undefined => trailer(error, 'exception');

/** True where this node does not lead. */
export const isNotLeader = (error: unknown): boolean => exceptionOf(error) === 'not-leader';

/** Who leads, where that was said. */
export const leaderIn = (error: unknown): Endpoint | undefined => {
  const [address, port] = [trailer(error, 'leader-endpoint-host'), Number(trailer(error, 'leader-endpoint-port'))];
  return address === undefined || !Number.isInteger(port) ? undefined : { address, port };
};

export const isStreamDeleted = (error: unknown): boolean => exceptionOf(error) === 'stream-deleted';

// A position at which no record begins is refused in one of several ways, all of which say so.
export const isInvalidPosition = (error: unknown): boolean =>
  isServiceError(error) && /invalid ?position/i.test(error.details);

export const isTooLate = (error: unknown): boolean =>
  error instanceof TooLate || (isServiceError(error) && error.code === status.DEADLINE_EXCEEDED);

const passing = new Set<number>([status.UNAVAILABLE, status.ABORTED, status.CANCELLED, status.INTERNAL]);

/** True where it may go well on another attempt: a node that starts, stops, does not lead, or a connection that broke. */
export const isPassing = (error: unknown): boolean => {
  if (error instanceof Passing) return true;
  if (!isServiceError(error)) return false;
  if (isNotLeader(error)) return true;
  if (exceptionOf(error) !== undefined) return false;
  return passing.has(error.code) || /write after end|no leader/i.test(error.details);
};

/** What an error says. */
export const words = (error: unknown): string => {
  if (isServiceError(error)) {
    if (isTooLate(error)) return 'the server has not answered within the deadline';
    const exception = exceptionOf(error);
    if (exception === 'access-denied' || error.code === status.UNAUTHENTICATED)
      return `the server does not let this user in (${error.details})`;
    return error.details;
  }
  return error instanceof Error ? error.message || error.name : String(error);
};

export const unavailable = (error: unknown): StoreUnavailable => ({ type: 'StoreUnavailable', message: words(error) });
