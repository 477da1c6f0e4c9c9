import * as E from 'fp-ts/Either';
import type { Attributes, Span } from '@opentelemetry/api';
import { streamParts, type AppendFailure, type Appended, type EventStore, type Expected } from '@casebook/event-store';
import { attribute } from './attributes';
import type { instruments } from './instruments';
import { failed, nameOf, type InSpan } from './spans';

const expectation = (expected: Expected): Attributes => ({
  [attribute.expected]: expected.is,
  ...(expected.is === 'revision' ? { [attribute.expectedRevision]: expected.revision } : {}),
});

const outcomeOf = (answer: E.Either<AppendFailure, Appended>): string => {
  if (E.isLeft(answer)) return answer.left.type;
  return answer.right.repeated ? 'repeated' : 'appended';
};

// That somebody else was quicker is an answer; only a store that fails is an error.
const tell = (span: Span, answer: E.Either<AppendFailure, Appended>): void => {
  span.setAttribute(attribute.outcome, outcomeOf(answer));
  if (E.isRight(answer)) {
    const { revision, position } = answer.right;
    span.setAttributes({ [attribute.revision]: revision, [attribute.position]: position });
  } else if (answer.left.type === 'StoreUnavailable') failed(span, answer.left.type);
};

export const observedAppend =
  (append: EventStore['append'], inSpan: InSpan, made: ReturnType<typeof instruments>): EventStore['append'] =>
  (stream, expected, events) =>
  () => {
    const { category, tenant } = streamParts(stream);
    const of = { [attribute.category]: category };
    const attributes = {
      ...of,
      [attribute.tenant]: tenant,
      [attribute.events]: events.length,
      ...expectation(expected),
    };
    return inSpan('casebook.append', attributes, async (span) => {
      const began = performance.now();
      let outcome = '';
      try {
        const answer = await append(stream, expected, events)();
        outcome = outcomeOf(answer);
        tell(span, answer);
        if (outcome === 'appended') made.eventsAppended.add(events.length, of);
        if (outcome === 'RevisionConflict') made.conflicts.add(1, of);
        return answer;
      } catch (error) {
        outcome = nameOf(error);
        throw error;
      } finally {
        made.appendDuration.record((performance.now() - began) / 1000, { ...of, [attribute.outcome]: outcome });
      }
    });
  };
