import * as E from 'fp-ts/Either';
import { eventIdOf, streamName, type EventStore, type Expected, type NewEvent } from '@casebook/event-store';
import { Actor, instantOf, literal, TenantId } from '@casebook/vocabulary';
import type { Append, Appender } from '../appends';

const actor = literal(Actor, { kind: 'agent', id: 'ada', onBehalfOf: null });
const tenant = literal(TenantId, 'acme');

const eventOf = ({ name, happenedAt }: Append, amount: number, index: number): NewEvent => {
  const occurredAt = instantOf(happenedAt + index);
  const type = index === 0 ? 'Added' : 'AddedMore';
  return {
    id: eventIdOf(`fight/${name}`, index),
    type,
    schema: 1,
    data: JSON.stringify({ amount }),
    occurredAt,
    actor,
    commandId: null,
    correlationId: name,
    causationId: null,
    saidAt: null,
    source: null,
    wake: null,
  };
};

export const casebookAppender = (store: EventStore): Appender => {
  const known = new Map<string, number | null>();
  return {
    append: async (append) => {
      const stream = streamName({ category: 'tally', tenant, id: append.stream });
      const revision = known.get(stream) ?? null;
      const expected: Expected =
        append.expected === 'any'
          ? { is: 'any' }
          : revision === null
            ? { is: 'noStream' }
            : { is: 'revision', revision };
      const [first = 0, ...rest] = append.amounts;
      const answer = await store.append(stream, expected, [
        eventOf(append, first, 0),
        ...rest.map((amount, index) => eventOf(append, amount, index + 1)),
      ])();
      if (E.isRight(answer)) {
        known.set(stream, answer.right.revision);
        return 'over';
      }
      if (answer.left.type === 'EventIdTaken') throw new Error(JSON.stringify(answer.left));
      if (answer.left.type === 'RevisionConflict') known.set(stream, answer.left.actual);
      return 'again';
    },
  };
};
