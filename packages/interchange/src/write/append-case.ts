import { array as A, either as E } from 'fp-ts';
import type { NonEmptyArray } from 'fp-ts/NonEmptyArray';
import { caseCategory, type CaseEvent } from '@casebook/domain';
import {
  streamName,
  type EventStore,
  type Expected,
  type NewEvent,
  type Recorded,
  type StoredEvent,
  type StreamName,
} from '@casebook/event-store';
import { Halt } from '../halt';
import type { Meaning } from '../mapping/mapping';
import type { RowFacts } from '../rows/row-facts';
import { tellOn, unseen, type SoFar } from '../story/so-far';
import { tellRows, type Story } from '../story/tell-rows';
import { stamp, type Origin, type Stamped } from './stamp';

/** A case as far as it is in the log. `revision` of its last event, null where there is no stream. */
export interface Known {
  readonly soFar: SoFar;
  readonly revision: number | null;
}

/** What became of some rows of a case. */
export interface Outcome {
  readonly before: SoFar;
  readonly known: Known;
  readonly story: Story<Stamped>;
  readonly added: number;
}

/** What appending needs beside the rows. */
export interface Desk {
  readonly origin: Origin;
  readonly log: EventStore;
  readonly meaningOf: (label: string) => Meaning;
}

const attempts = 5;

const expectation = (revision: number | null): Expected =>
  revision === null ? { is: 'noStream' } : { is: 'revision', revision };

const taken = ({ file }: Origin, row: RowFacts, stored: StoredEvent): Halt =>
  new Halt({
    type: 'CaseTaken',
    file,
    line: row.line,
    row: row.row,
    case: row.case,
    from: stored.source === null ? `commands given to Casebook` : `row ${stored.source.row} of ${stored.source.file}`,
  });

const streamOf = ({ tenant }: Origin, number: string): StreamName =>
  streamName({ category: caseCategory, tenant, id: number });

const stored = async ({ log }: Desk, stream: StreamName): Promise<ReadonlyArray<StoredEvent>> => {
  const read = await log.readStream(stream)();
  if (E.isLeft(read)) throw new Halt(read.left);
  return read.right;
};

const decoded = ({ origin }: Desk, event: StoredEvent): Recorded<CaseEvent> => {
  const read = origin.codec.decode(event);
  if (E.isLeft(read)) throw new Halt(read.left);
  return read.right;
};

/** The case as the rows before this one left it, folded from its stream. */
const recalled = (desk: Desk, events: ReadonlyArray<StoredEvent>, row: RowFacts): SoFar =>
  events
    .filter(({ source }) => source !== null && source.system === desk.origin.system && source.row < row.row)
    .reduce((soFar, event) => {
      const told = {
        event: decoded(desk, event).event,
        row: event.source?.row ?? 0,
        activity: event.source?.activity ?? null,
      };
      return tellOn(soFar, told, desk.meaningOf).soFar;
    }, unseen);

/** Appending can only go on where the stream has what this file told before, and nothing that tells the same otherwise. */
const checked = (
  desk: Desk,
  events: ReadonlyArray<StoredEvent>,
  first: RowFacts,
  { soFar }: Known,
  story: Story<Stamped>,
): void => {
  const byId = new Map(events.map((event) => [event.id, event]));
  const begun = events.find(({ type }) => type === 'CaseCreated') ?? events[0];
  const [told] = story.told;
  const alien = events.find(({ type, source }) => type === 'CaseCreated' && source?.system !== desk.origin.system);
  const twice = told?.event.type === 'CaseCreated' && !byId.has(told.stamped.id) ? begun : undefined;
  // Of a file that has moved its rows, the first row is one that the stream has told already.
  const again = soFar.at !== null && (first.at < soFar.at || (first.at === soFar.at && first.label === soFar.label));
  const earlier = again ? begun : undefined;
  const other = story.told.flatMap(({ stamped }) => {
    const same = byId.get(stamped.id);
    return same !== undefined && (same.occurredAt !== stamped.occurredAt || same.type !== stamped.type) ? [same] : [];
  })[0];
  const wrong = alien ?? twice ?? earlier ?? other;
  if (wrong !== undefined) throw taken(desk.origin, first, wrong);
};

const append = (desk: Desk, stream: StreamName, revision: number | null, events: NonEmptyArray<NewEvent>) =>
  desk.log.append(stream, expectation(revision), events)();

/** The stream holds other than expected: looks at it and appends what is still missing. */
const mended = async (desk: Desk, rows: NonEmptyArray<RowFacts>, left: number): Promise<Outcome> => {
  const first = rows[0];
  const stream = streamOf(desk.origin, first.case);
  const events = await stored(desk, stream);
  const before: Known = {
    soFar: recalled(desk, events, first),
    revision: events.length === 0 ? null : events.length - 1,
  };
  const story = tellRows(before.soFar, rows, desk.meaningOf, (row, fact) => stamp(desk.origin, row, fact));
  checked(desk, events, first, before, story);
  const there = new Set(events.map(({ id }) => id));
  const missing = story.told.map(({ stamped }) => stamped).filter(({ id }) => !there.has(id));
  if (!A.isNonEmpty(missing))
    return { before: before.soFar, known: { soFar: story.soFar, revision: before.revision }, story, added: 0 };
  const result = await append(desk, stream, before.revision, missing);
  if (E.isRight(result))
    return {
      before: before.soFar,
      known: { soFar: story.soFar, revision: result.right.revision },
      story,
      added: missing.length,
    };
  if (result.left.type === 'StoreUnavailable') throw new Halt(result.left);
  if (left > 0) return mended(desk, rows, left - 1);
  throw new Halt({ type: 'StoreUnavailable', message: `${stream} kept changing while it was written` });
};

/** Appends what some rows of one case tell. Throws a Halt. */
export const appendCase = async (
  desk: Desk,
  known: Known | undefined,
  rows: NonEmptyArray<RowFacts>,
): Promise<Outcome> => {
  const { soFar, revision } = known ?? { soFar: unseen, revision: null };
  const story = tellRows(soFar, rows, desk.meaningOf, (row, fact) => stamp(desk.origin, row, fact));
  const events = story.told.map(({ stamped }) => stamped);
  if (!A.isNonEmpty(events)) return { before: soFar, known: { soFar, revision }, story, added: 0 };
  const result = await append(desk, streamOf(desk.origin, rows[0].case), revision, events);
  if (E.isRight(result)) {
    const { repeated, revision: last } = result.right;
    return { before: soFar, known: { soFar: story.soFar, revision: last }, story, added: repeated ? 0 : events.length };
  }
  if (result.left.type === 'StoreUnavailable') throw new Halt(result.left);
  return mended(desk, rows, attempts);
};
