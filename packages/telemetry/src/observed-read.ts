import * as E from 'fp-ts/Either';
import type { Attributes } from '@opentelemetry/api';
import type { TaskEither } from 'fp-ts/TaskEither';
import type { StoreUnavailable } from '@casebook/event-store';
import { attribute } from './attributes';
import type { instruments } from './instruments';
import { failed, nameOf, type InSpan } from './spans';

export interface Read<A> {
  /** In snake case, as in the span's name. */
  readonly operation: 'read_stream' | 'read_all' | 'read_by_stream' | 'outcome_of' | 'head';
  readonly attributes: Attributes;
  readonly read: TaskEither<StoreUnavailable, A>;
  /** How many events it was, and what else there is to tell. */
  readonly told: (answer: A) => { readonly events: number; readonly attributes?: Attributes };
}

/** A reading in a span, counted and measured. */
export const observedRead =
  (inSpan: InSpan, made: ReturnType<typeof instruments>) =>
  <A>({ operation, attributes, read, told }: Read<A>): TaskEither<StoreUnavailable, A> =>
  () =>
    inSpan(`casebook.${operation}`, attributes, async (span) => {
      const began = performance.now();
      const of = { [attribute.operation]: operation };
      let outcome = 'read';
      try {
        const answer = await read();
        if (E.isLeft(answer)) {
          outcome = answer.left.type;
          failed(span, outcome);
        } else {
          const { events, attributes } = told(answer.right);
          span.setAttributes({ [attribute.events]: events, ...attributes });
          if (events > 0) made.eventsRead.add(events, of);
        }
        span.setAttribute(attribute.outcome, outcome);
        return answer;
      } catch (error) {
        outcome = nameOf(error);
        throw error;
      } finally {
        made.readDuration.record((performance.now() - began) / 1000, { ...of, [attribute.outcome]: outcome });
      }
    });
