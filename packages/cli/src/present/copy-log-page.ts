import type { CopiedLog } from '@casebook/casebook';
import type { Look } from './look';
import { counted, grouped } from './number';
import { blocks, title } from './title';

const places = { eventstoredb: 'the EventStoreDB', database: 'the database' } as const;

/** What was copied, and what was found to be the same. */
export const copyLogPage = (
  look: Look,
  { events, written, root, from, to, subscriptions }: CopiedLog,
  place: keyof typeof places,
): string =>
  blocks(
    title(look, 'Copy of the log', `to ${places[place]}`),
    [
      `${look.color.green('The same')}: ${counted(events, 'event')}, each with the hash it had, in the order they had.`,
      `Head ${root}`,
      `${grouped(written)} of them were written now. Positions are others: the last was ${grouped(from)} and is ${grouped(to)}.`,
      ...(subscriptions === 0
        ? []
        : [`${counted(subscriptions, 'named subscription')} will go on after the same event.`]),
    ].join('\n'),
    `From now on the log is in ${places[place]}. The read models are built anew when the desk is opened next.`,
  );
