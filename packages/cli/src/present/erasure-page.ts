import type { ErasureReceipt } from '@casebook/casebook';
import type { Look } from './look';
import { counted, grouped } from './number';
import { blocks, title } from './title';

export interface Erased extends Omit<ErasureReceipt, 'events'> {
  readonly tenant: string;
  /** Ids of the events that were recorded now. */
  readonly recorded: ReadonlyArray<string>;
}

const beyond = [
  'backups, dumps and copies that were made before, write-ahead logs and archives of them, snapshots of disks',
  'what was exported, printed, mailed or written to other logs',
  "the customer's id, numbers, products and custom fields: they are no personal fields",
];

/** The receipt of an erasure, with what it could not reach. */
export const erasurePage = (
  look: Look,
  { person, tenant, keyId, erasedAt, erasedBy, reason, cases, recorded, position }: Erased,
): string =>
  blocks(
    title(look, 'Erased', `customer ${person} of tenant ${tenant}`),
    [
      `The key ${keyId} was destroyed at ${erasedAt} by ${erasedBy.id}: ${reason}`,
      `${counted(cases.length, 'case')}: ${cases.map(({ number }) => number).join(', ')}`,
      recorded.length === 0
        ? 'All of them had recorded it before.'
        : `${counted(recorded.length, 'event')} recorded it now.`,
      `The read models hold nothing of it any more, up to position ${grouped(position)}.`,
    ].join('\n'),
    ['Out of reach, and for you to see to:', ...beyond.map((what) => `  ${what}`)].join('\n'),
  );
