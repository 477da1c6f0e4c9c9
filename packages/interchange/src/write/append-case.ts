import { array as A, either as E } from 'fp-ts';
import type { NonEmptyArray } from 'fp-ts/NonEmptyArray';
import { caseCategory, lifeline, type Lifeline } from '@casebook/domain';
import { streamName, type Expected, type NewEvent, type StoredEvent, type StreamName } from '@casebook/event-store';
import { Halt } from '../halt';
import type { RowFacts } from '../rows/row-facts';
import { heldAgainst } from '../story/findings';
import { unseen, type SoFar, type Told } from '../story/so-far';
import { tellRows, type Story } from '../story/tell-rows';
import { checked, decoded, isBefore, recalled, stored, type Appending } from './recall';
import { stamp, type Origin, type Stamped } from './stamp';

/** A case as far as it is in the log. */
export interface Known {
  /** What the source has told. */
  readonly soFar: SoFar;
  /** What the next event in the stream is held against. */
  readonly line: Lifeline;
  /** The lifecycle would have refused something of it. */
  readonly found: boolean;
  /** The stream has events of later rows too, from an import before. */
  readonly ahead: boolean;
  /** Of its last event; null where there is no stream. */
  readonly revision: number | null;
}

/** What became of some rows of a case. */
export interface Outcome {
  readonly known: Known;
  readonly story: Story<Stamped>;
  readonly added: number;
  /** What the lifecycle would have refused of what the rows tell, by kind, as it stands in the stream. */
  readonly findings: ReadonlyArray<string>;
  /** It would have refused something of an earlier row. */
  readonly foundBefore: boolean;
}

const attempts = 5;

const expectation = (revision: number | null): Expected =>
  revision === null ? { is: 'noStream' } : { is: 'revision', revision };

const streamOf = ({ tenant }: Origin, number: string): StreamName =>
  streamName({ category: caseCategory, tenant, id: number });

const append = (appending: Appending, stream: StreamName, revision: number | null, events: NonEmptyArray<NewEvent>) =>
  appending.log.append(stream, expectation(revision), events)();

/** What the lifecycle would have refused of some rows and of those before, as the whole stream of their case tells it. */
const judged = (appending: Appending, events: ReadonlyArray<Told>, rows: NonEmptyArray<RowFacts>) => {
  const { line, findings } = heldAgainst(lifeline.initial, events);
  const numbers = new Set<number>(rows.map(({ row }) => row));
  const latest = Math.max(...numbers);
  const { system } = appending.origin;
  const isOfThese = ({ source }: Told) => source?.system === system && numbers.has(source.row);
  return {
    line,
    findings: findings.filter(({ fact }) => isOfThese(fact)).map(({ kind }) => kind),
    foundBefore: findings.some(({ fact }) => !isOfThese(fact) && isBefore(appending, rows[0], fact)),
    ahead: events.some(({ source }) => source?.system === system && source.row > latest),
  };
};

const outcomeOf = (
  story: Story<Stamped>,
  { line, findings, foundBefore, ahead }: ReturnType<typeof judged>,
  revision: number | null,
  added: number,
): Outcome => ({
  known: { soFar: story.soFar, line, found: foundBefore || findings.length > 0, ahead, revision },
  story,
  added,
  findings,
  foundBefore,
});

/** The stream holds other than expected: looks at it and appends what is still missing. */
const mended = async (appending: Appending, rows: NonEmptyArray<RowFacts>, left: number): Promise<Outcome> => {
  const first = rows[0];
  const stream = streamOf(appending.origin, first.case);
  const events = await stored(appending, stream);
  const there = decoded(appending, events);
  const before = recalled(appending, there, first);
  const story = tellRows(before, rows, (row, fact) => stamp(appending.origin, row, fact));
  checked(appending, events, first, before, story);

  const ids = new Set(events.map(({ id }) => id));
  const missing = story.told.filter(({ stamped }) => !ids.has(stamped.id));
  const judgement = judged(appending, [...there, ...missing], rows);
  const added = missing.map(({ stamped }) => stamped);
  const revision = events.length === 0 ? null : events.length - 1;
  if (!A.isNonEmpty(added)) return outcomeOf(story, judgement, revision, 0);
  const result = await append(appending, stream, revision, added);
  if (E.isRight(result)) return outcomeOf(story, judgement, result.right.revision, added.length);
  if (result.left.type === 'StoreUnavailable') throw new Halt(result.left);
  if (left > 0) return mended(appending, rows, left - 1);
  throw new Halt({ type: 'StoreUnavailable', message: `${stream} kept changing while it was written` });
};

/** Whether events stand in their stream right after a revision. */
const follow = (revision: number | null, events: ReadonlyArray<StoredEvent>): boolean =>
  events.every((event, index) => event.revision === (revision ?? -1) + 1 + index);

const unknown: Known = { soFar: unseen, line: lifeline.initial, found: false, ahead: false, revision: null };

/** Appends what some rows of one case tell. Throws a Halt. */
export const appendCase = async (
  appending: Appending,
  known: Known | undefined,
  rows: NonEmptyArray<RowFacts>,
): Promise<Outcome> => {
  const { soFar, line: before, found: foundBefore, ahead, revision } = known ?? unknown;
  const story = tellRows(soFar, rows, (row, fact) => stamp(appending.origin, row, fact));
  const events = story.told.map(({ stamped }) => stamped);
  if (!A.isNonEmpty(events)) return { known: known ?? unknown, story, added: 0, findings: [], foundBefore };
  const stream = streamOf(appending.origin, rows[0].case);
  const result = await append(appending, stream, revision, events);
  if (E.isRight(result)) {
    const { events: kept, repeated, revision: last } = result.right;
    if (!ahead && follow(revision, kept)) {
      const { line, findings } = heldAgainst(before, story.told);
      const judgement = { line, findings: findings.map(({ kind }) => kind), foundBefore, ahead };
      return outcomeOf(story, judgement, last, repeated ? 0 : events.length);
    }
    const all = await stored(appending, stream);
    return outcomeOf(
      story,
      judged(appending, decoded(appending, all), rows),
      all.length - 1,
      repeated ? 0 : events.length,
    );
  }
  if (result.left.type === 'StoreUnavailable') throw new Halt(result.left);
  return mended(appending, rows, attempts);
};
