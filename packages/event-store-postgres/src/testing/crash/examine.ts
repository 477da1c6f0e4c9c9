import type { StoredEvent } from '@casebook/event-store';
import { partsOf, toldBy } from './appends';

/** What a writer was told of an append: the position and the revision of its last event. */
export interface Acknowledged {
  readonly name: string;
  readonly position: number;
  readonly revision: number;
}

const groupedBy = <A>(list: ReadonlyArray<A>, keyOf: (one: A) => string): ReadonlyMap<string, ReadonlyArray<A>> => {
  const groups = new Map<string, A[]>();
  for (const one of list) {
    const group = groups.get(keyOf(one));
    if (group === undefined) groups.set(keyOf(one), [one]);
    else group.push(one);
  }
  return groups;
};

const ascends = (positions: ReadonlyArray<number>): boolean =>
  positions.every((position, index) => position > (positions[index - 1] ?? 0));

const isWhole = (events: ReadonlyArray<StoredEvent>): boolean =>
  events.every((event, index) => {
    const told = toldBy(event);
    return told.of === events.length && told.index === index && event.revision === (events[0]?.revision ?? 0) + index;
  });

/** The first events of an append, and nothing of the log is behind them: the others may be in the next page. */
const isUnderWay = (events: ReadonlyArray<StoredEvent>, log: ReadonlyArray<StoredEvent>): boolean =>
  events.at(-1) === log.at(-1) &&
  events.every(
    (event, index) => toldBy(event).index === index && event.revision === (events[0]?.revision ?? 0) + index,
  );

/**
 * What is wrong with a log that the writers of `appends.ts` have filled, in words; empty where it is as promised. While somebody
 * writes, what was read may end within an append, as a page may.
 */
export const faultsIn = (
  log: ReadonlyArray<StoredEvent>,
  acknowledged: ReadonlyArray<Acknowledged>,
  { isStill = true }: { readonly isStill?: boolean } = {},
): ReadonlyArray<string> => {
  const faults: string[] = [];
  if (!ascends(log.map(({ position }) => position))) faults.push('positions do not ascend');
  if (new Set(log.map(({ id }) => id)).size !== log.length) faults.push('an event id is there twice');
  for (const [stream, events] of groupedBy(log, (event) => event.stream))
    if (events.some(({ revision }, index) => revision !== index))
      faults.push(`${stream}: revisions are ${events.map(({ revision }) => revision).join(', ')}`);

  const appends = groupedBy(log, (event) => toldBy(event).append);
  for (const [name, events] of appends)
    if (!isWhole(events) && (isStill || !isUnderWay(events, log)))
      faults.push(`${name}: ${events.length} events, which are not all of one append`);
  for (const { name, position, revision } of acknowledged) {
    const last = appends.get(name)?.at(-1);
    if (last === undefined) faults.push(`${name}: acknowledged at position ${position}, and lost`);
    else if (last.position !== position || last.revision !== revision)
      faults.push(`${name}: acknowledged at ${position}, and found at ${last.position}`);
  }
  const loopOf = ({ name }: Acknowledged) => `${partsOf(name).writer}.${partsOf(name).loop}`;
  for (const [loop, own] of groupedBy(acknowledged, loopOf)) {
    const byTurn = [...own].sort((a, b) => partsOf(a.name).turn - partsOf(b.name).turn);
    if (!ascends(byTurn.map(({ position }) => position))) faults.push(`${loop}: its appends are not in their order`);
  }
  return faults;
};
