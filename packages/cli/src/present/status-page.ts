import type { MarkHolder } from '@casebook/casebook';
import type { HeldShares, ParkedStream, ReadModelsStatus, TableStatus } from '@casebook/projection';
import { duration } from './duration';
import type { Look } from './look';
import { counted, grouped } from './number';
import { table } from './table';
import { blocks, title } from './title';

export interface Status extends ReadModelsStatus {
  /** Appends under way, which readers wait for. */
  readonly markHolders: ReadonlyArray<MarkHolder>;
}

const headings = [
  { title: 'table' },
  { title: 'version', align: 'right' },
  { title: 'role' },
  { title: 'position', align: 'right' },
  { title: 'behind', align: 'right' },
  { title: 'waiting', align: 'right' },
  { title: 'held by', gives: true },
] as const;

const held = ({ holder, shares }: HeldShares): string => `${holder ?? 'nobody'} (${shares.length} of 8)`;

const rowOf =
  ({ color }: Look, head: number) =>
  ({ projection, version, role, position, parked, held: all }: TableStatus): ReadonlyArray<string> => [
    projection,
    String(version),
    role === 'live' ? role : color.yellow(role),
    position === null ? 'stream by stream' : grouped(position),
    position === null ? '' : grouped(Math.max(head - position, 0)),
    parked === 0 ? '0' : color.red(grouped(parked)),
    role === 'previous' ? color.dim('kept to go back to') : all.map(held).join(', '),
  ];

const most = 20;

const waiting = ({ projection, tenant, stream, revision, eventType, message }: ParkedStream): string =>
  `${projection}  tenant ${tenant}, ${stream}: revision ${revision} (${eventType}): ${message}`;

const why = ({ workers, lag, parked, markHolders, tables }: Status): ReadonlyArray<string> => [
  ...(workers.length === 0
    ? ['Nobody follows the log: whoever asks a question folds what is missing, and waits for that.']
    : [
        `${counted(workers.length, 'worker')} ${workers.length === 1 ? 'follows' : 'follow'} the log: ${workers.join(', ')}.`,
      ]),
  ...(lag.positions > 0
    ? [`Since ${duration(lag.seconds * 1000)} something is missing, up to ${grouped(lag.positions)} events.`]
    : []),
  ...markHolders.map(
    ({ pid, application, since, floor }) =>
      `An append is under way above position ${grouped(floor)}, of database process ${pid}${application === null ? '' : ` (${application})`}${since === null ? '' : `, since ${since}`}: nobody reads beyond it.`,
  ),
  ...(tables.some(({ role }) => role === 'next')
    ? ['A table is being built; "casebook rebuild" goes on with it.']
    : []),
  ...(parked.length > most ? [`${grouped(parked.length - most)} more streams wait; --json names all.`] : []),
  ...(parked.length > 0 ? ['Streams wait until what cannot fold them is mended; then: casebook replay-parked.'] : []),
];

/** How far the read models are, who folds them, and what keeps them. */
export const statusPage = (look: Look, status: Status): string => {
  const { head, position, lag, tables, parked } = status;
  const about =
    lag.positions === 0
      ? `up to date at position ${grouped(head)}`
      : `at position ${grouped(position)} of ${grouped(head)}`;
  return blocks(
    title(look, 'Read models', about),
    table(look, headings, tables.map(rowOf(look, head))),
    [...parked.slice(0, most).map(waiting), ...why(status)].join('\n'),
  );
};
