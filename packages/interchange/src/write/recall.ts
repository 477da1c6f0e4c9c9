import { either as E } from 'fp-ts';
import type { CaseEvent } from '@casebook/domain';
import type { EventStore, Recorded, StoredEvent, StreamName } from '@casebook/event-store';
import { Halt } from '../halt';
import type { RowFacts } from '../rows/row-facts';
import { tellOn, unseen, type SoFar, type Told } from '../story/so-far';
import type { Story } from '../story/tell-rows';
import type { Origin, Stamped } from './stamp';

/** What appending needs beside the rows. */
export interface Appending {
  readonly origin: Origin;
  readonly log: EventStore;
}

const taken = ({ file }: Origin, row: RowFacts, stored: StoredEvent): Halt =>
  new Halt({
    type: 'CaseTaken',
    file,
    line: row.line,
    row: row.row,
    case: row.case,
    from: stored.source === null ? `commands given to Casebook` : `row ${stored.source.row} of ${stored.source.file}`,
  });

/** The events of a stream. Throws a Halt. */
export const stored = async ({ log }: Appending, stream: StreamName): Promise<ReadonlyArray<StoredEvent>> => {
  const read = await log.readStream(stream)();
  if (E.isLeft(read)) throw new Halt(read.left);
  return read.right;
};

/** Events of a stream with their content. Throws a Halt. */
export const decoded = (
  { origin }: Appending,
  events: ReadonlyArray<StoredEvent>,
): ReadonlyArray<Recorded<CaseEvent>> =>
  events.map((event) => {
    const read = origin.codec.decode(event);
    if (E.isLeft(read)) throw new Halt(read.left);
    return read.right;
  });

/** Whether an earlier row of the same source told the fact. */
export const isBefore = ({ origin }: Appending, { row }: RowFacts, { source }: Pick<Told, 'source'>): boolean =>
  source !== null && source.system === origin.system && source.row < row;

/** The case as the rows before this one left it, folded from its stream. */
export const recalled = (appending: Appending, events: ReadonlyArray<Recorded<CaseEvent>>, row: RowFacts): SoFar =>
  events.filter((told) => isBefore(appending, row, told)).reduce(tellOn, unseen);

/** Throws a Halt: appending can only go on where the stream has what this file told before, and nothing that tells the same otherwise. */
export const checked = (
  appending: Appending,
  events: ReadonlyArray<StoredEvent>,
  first: RowFacts,
  soFar: SoFar,
  story: Story<Stamped>,
): void => {
  const byId = new Map(events.map((event) => [event.id, event]));
  const begun = events.find(({ type }) => type === 'CaseCreated') ?? events[0];
  const [told] = story.told;
  const alien = events.find(({ type, source }) => type === 'CaseCreated' && source?.system !== appending.origin.system);
  const twice = told?.event.type === 'CaseCreated' && !byId.has(told.stamped.id) ? begun : undefined;
  // Of a file that has moved its rows, the first row is one that the stream has told already.
  const again = soFar.at !== null && (first.at < soFar.at || (first.at === soFar.at && first.label === soFar.label));
  const earlier = again ? begun : undefined;
  const other = story.told.flatMap(({ stamped }) => {
    const same = byId.get(stamped.id);
    return same !== undefined && (same.occurredAt !== stamped.occurredAt || same.type !== stamped.type) ? [same] : [];
  })[0];
  const wrong = alien ?? twice ?? earlier ?? other;
  if (wrong !== undefined) throw taken(appending.origin, first, wrong);
};
