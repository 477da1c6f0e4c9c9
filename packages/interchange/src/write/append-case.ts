import { array as A, either as E } from 'fp-ts';
import type { NonEmptyArray } from 'fp-ts/NonEmptyArray';
import { caseCategory } from '@casebook/domain';
import { streamName, type Expected, type NewEvent, type StreamName } from '@casebook/event-store';
import { Halt } from '../halt';
import type { RowFacts } from '../rows/row-facts';
import { unseen, type SoFar } from '../story/so-far';
import { tellRows, type Story } from '../story/tell-rows';
import { checked, recalled, stored, type Appending } from './recall';
import { stamp, type Origin, type Stamped } from './stamp';

/** A case as far as it is in the log. */
export interface Known {
  readonly soFar: SoFar;
  /** Of its last event; null where there is no stream. */
  readonly revision: number | null;
}

/** What became of some rows of a case. */
export interface Outcome {
  readonly before: SoFar;
  readonly known: Known;
  readonly story: Story<Stamped>;
  readonly added: number;
}

const attempts = 5;

const expectation = (revision: number | null): Expected =>
  revision === null ? { is: 'noStream' } : { is: 'revision', revision };

const streamOf = ({ tenant }: Origin, number: string): StreamName =>
  streamName({ category: caseCategory, tenant, id: number });

const append = (appending: Appending, stream: StreamName, revision: number | null, events: NonEmptyArray<NewEvent>) =>
  appending.log.append(stream, expectation(revision), events)();

/** The stream holds other than expected: looks at it and appends what is still missing. */
const mended = async (appending: Appending, rows: NonEmptyArray<RowFacts>, left: number): Promise<Outcome> => {
  const first = rows[0];
  const stream = streamOf(appending.origin, first.case);
  const events = await stored(appending, stream);
  const before: Known = {
    soFar: recalled(appending, events, first),
    revision: events.length === 0 ? null : events.length - 1,
  };
  const story = tellRows(before.soFar, rows, appending.meaningOf, (row, fact) => stamp(appending.origin, row, fact));
  checked(appending, events, first, before.soFar, story);
  const there = new Set(events.map(({ id }) => id));
  const missing = story.told.map(({ stamped }) => stamped).filter(({ id }) => !there.has(id));
  if (!A.isNonEmpty(missing))
    return { before: before.soFar, known: { soFar: story.soFar, revision: before.revision }, story, added: 0 };
  const result = await append(appending, stream, before.revision, missing);
  if (E.isRight(result))
    return {
      before: before.soFar,
      known: { soFar: story.soFar, revision: result.right.revision },
      story,
      added: missing.length,
    };
  if (result.left.type === 'StoreUnavailable') throw new Halt(result.left);
  if (left > 0) return mended(appending, rows, left - 1);
  throw new Halt({ type: 'StoreUnavailable', message: `${stream} kept changing while it was written` });
};

/** Appends what some rows of one case tell. Throws a Halt. */
export const appendCase = async (
  appending: Appending,
  known: Known | undefined,
  rows: NonEmptyArray<RowFacts>,
): Promise<Outcome> => {
  const { soFar, revision } = known ?? { soFar: unseen, revision: null };
  const story = tellRows(soFar, rows, appending.meaningOf, (row, fact) => stamp(appending.origin, row, fact));
  const events = story.told.map(({ stamped }) => stamped);
  if (!A.isNonEmpty(events)) return { before: soFar, known: { soFar, revision }, story, added: 0 };
  const result = await append(appending, streamOf(appending.origin, rows[0].case), revision, events);
  if (E.isRight(result)) {
    const { repeated, revision: last } = result.right;
    return { before: soFar, known: { soFar: story.soFar, revision: last }, story, added: repeated ? 0 : events.length };
  }
  if (result.left.type === 'StoreUnavailable') throw new Halt(result.left);
  return mended(appending, rows, attempts);
};
