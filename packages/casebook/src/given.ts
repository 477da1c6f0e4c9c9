import { randomUUID } from 'node:crypto';
import * as E from 'fp-ts/Either';
import { pipe } from 'fp-ts/function';
import * as t from 'io-ts';
import { CommandId, nullable, Text, WrittenInstant, type Instant } from '@casebook/vocabulary';
import type { Clock } from './clock';
import { decodeInput, invalid, type InvalidInput } from './input';

/** What may come with every command. */
export interface Given {
  /** Names the intention: the same id again gives the first outcome. A new one by default. */
  readonly commandId?: string | undefined;
  /** When it counts, at most now; now by default. */
  readonly at?: string | undefined;
  /** Shared by all that belongs to one request; the command's id by default. */
  readonly correlationId?: string | undefined;
  /** The event or command that led to this one; none by default. */
  readonly causationId?: string | undefined;
}

/** What came with a command, made complete. */
export interface Circumstances {
  readonly commandId: CommandId;
  readonly at: Instant;
  readonly correlationId: string;
  readonly causationId: string | null;
}

const Complete = t.strict({
  commandId: CommandId,
  at: WrittenInstant,
  correlationId: Text,
  causationId: nullable(Text),
});

export const circumstances = (given: Given, clock: Clock): E.Either<InvalidInput, Circumstances> => {
  const now = clock();
  const commandId = given.commandId ?? randomUUID();
  return pipe(
    decodeInput(Complete, {
      commandId,
      at: given.at ?? now,
      correlationId: given.correlationId ?? commandId,
      causationId: given.causationId ?? null,
    }),
    E.filterOrElse(
      ({ at }) => at <= now,
      ({ at }) => invalid(`at: ${at} is in the future; it must be ${now} or earlier`),
    ),
  );
};
