import { randomUUID } from 'node:crypto';
import * as E from 'fp-ts/Either';
import { pipe } from 'fp-ts/function';
import * as TE from 'fp-ts/TaskEither';
import {
  caseNumber,
  numberingCategory,
  numberingDecider,
  numberingSchemas,
  type Block,
  type NumberingEvent,
  type NumberingRejection,
  type RulesLoop,
} from '@casebook/domain';
import { eventCodec, streamName, type EventStore } from '@casebook/event-store';
import { CommandId, literal, type CaseNumber, type TenantId } from '@casebook/vocabulary';
import { automation } from './actors';
import type { Clock } from './clock';
import { handler, type CommandIdTaken } from './handle';
import type { LogFailure } from './transact';

/** So many numbers are reserved at once; what is left of them when the process ends is never used. */
const blockSize = 100;

/** Numbers for the cases of one tenant, each handed out once, whatever other processes take. */
export interface Numbers {
  readonly take: TE.TaskEither<LogFailure, CaseNumber>;
}

// Impossible for a whole block under a fresh id, and there are no rules here.
const impossible = (failure: NumberingRejection | RulesLoop | CommandIdTaken): never => {
  throw new TypeError(`numbers could not be reserved: ${failure.type}`);
};

export const numbersOf = (log: EventStore, tenant: TenantId, clock: Clock): Numbers => {
  const { handle } = handler({
    log,
    codec: eventCodec<NumberingEvent>(numberingSchemas),
    decider: numberingDecider,
    rulesFor: () => TE.right(undefined),
    authorize: () => E.right(undefined),
  });
  const stream = streamName({ category: numberingCategory, tenant, id: 'cases' });

  const reserve: TE.TaskEither<LogFailure, Block> = () => {
    const commandId = literal(CommandId, randomUUID());
    return pipe(
      handle({
        stream,
        actor: automation('numbering'),
        commandId,
        correlationId: commandId,
        causationId: null,
        command: TE.right({ type: 'ReserveNumbers', at: clock(), count: blockSize }),
      }),
      TE.mapLeft((failure) =>
        failure.type === 'CountUnfit' || failure.type === 'RulesLoop' || failure.type === 'CommandIdTaken'
          ? impossible(failure)
          : failure,
      ),
      TE.map(({ events: [reserved] }) => reserved?.event ?? impossible({ type: 'CountUnfit', count: blockSize })),
    )();
  };

  let block: Block = { from: 1, to: 0 };
  let refilling: Promise<E.Either<LogFailure, Block>> | undefined;

  // One reservation at a time; it puts its block there before anybody who waited goes on.
  const refill = async (): Promise<E.Either<LogFailure, Block>> => {
    const reserved = await reserve();
    if (E.isRight(reserved)) block = reserved.right;
    refilling = undefined;
    return reserved;
  };

  const take = async (): Promise<E.Either<LogFailure, CaseNumber>> => {
    while (block.from > block.to) {
      const refilled = await (refilling ??= refill());
      if (E.isLeft(refilled)) return refilled;
    }
    const number = block.from;
    block = { from: number + 1, to: block.to };
    return E.right(caseNumber(number));
  };

  return { take };
};
