import * as E from 'fp-ts/Either';
import type { StoredEvent } from '../../envelope';
import type { AppendFailure, Appended } from '../../port';
import type { ModelEvent, Verdict } from './model-log';

type Answer = E.Either<AppendFailure, Appended>;

const isAs = (stored: StoredEvent | undefined, { stream, revision, late, event }: ModelEvent): boolean =>
  stored !== undefined &&
  stored.id === event.id &&
  stored.stream === stream &&
  stored.revision === revision &&
  stored.late === late &&
  stored.data === event.data &&
  stored.type === event.type;

/** True where a store's answer is what the model's verdict says. */
export const agrees = (answer: Answer, verdict: Verdict): boolean => {
  if (E.isRight(answer)) {
    const { events, repeated, revision, position } = answer.right;
    const last = events.at(-1);
    return (
      (verdict.is === 'taken' || verdict.is === 'repeated') &&
      repeated === (verdict.is === 'repeated') &&
      events.length === verdict.events.length &&
      verdict.events.every((event, index) => isAs(events[index], event)) &&
      last?.revision === revision &&
      last.position === position
    );
  }
  const failure = answer.left;
  if (failure.type === 'RevisionConflict') return verdict.is === 'conflict' && failure.actual === verdict.actual;
  return failure.type === 'EventIdTaken' && verdict.is === 'idTaken' && String(failure.ids) === String(verdict.ids);
};
