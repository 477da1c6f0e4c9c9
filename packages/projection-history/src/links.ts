import { sql, type Kysely } from 'kysely';
import { caseCategory, type CaseRelation } from '@casebook/domain';
import type { Instant } from '@casebook/vocabulary';
import type { HistoryQuestion, HistoryTables } from './search';

/** A case that another one has to do with. */
export interface LinkedCase {
  readonly linkId: string;
  /** The stream of the other case. */
  readonly stream: string;
  readonly number: string;
  readonly status: string;
  /** What the other case is to the one asked about, or, where it is that one that is linked, the reverse: its child, its effect. */
  readonly relation: CaseRelation;
  /** `to`: the case asked about is linked to this one; `from`: this one is linked to it. */
  readonly direction: 'to' | 'from';
  readonly since: Instant;
}

const columns = ['link.link_id as linkId', 'link.relation', 'link.since'] as const;
const other = ['other.stream', 'other.number', 'other.status'] as const;

/** The links of a case that stand, in both directions, in the order in which they were made. */
export const linksOf = async (
  db: Kysely<HistoryTables>,
  { tenant, at, stream }: HistoryQuestion & { readonly stream: string },
): Promise<ReadonlyArray<LinkedCase>> => {
  const prefix = `${caseCategory}-${tenant}_`;
  const standing = db
    .selectFrom('case_links as link')
    .where('link.tenant', '=', tenant)
    .where('link.since', '<=', at)
    .where('link.until', 'is', null);
  const to = await standing
    .where('link.stream', '=', stream)
    .innerJoin('case_index as other', (join) =>
      join
        .onRef('other.tenant', '=', 'link.tenant')
        .on('other.stream', '=', sql<string>`${prefix}::text || ${sql.ref('link.to_case')}`),
    )
    .select([...columns, ...other])
    .execute();
  const from = await standing
    .where('link.to_case', '=', stream.slice(prefix.length))
    .innerJoin('case_index as other', (join) =>
      join.onRef('other.tenant', '=', 'link.tenant').onRef('other.stream', '=', 'link.stream'),
    )
    .select([...columns, ...other])
    .execute();
  const told = (direction: 'to' | 'from') => (row: (typeof to)[number]) => ({
    ...row,
    relation: row.relation as CaseRelation, // as events say it: a link to a major issue finds no case
    direction,
  });
  return [...to.map(told('to')), ...from.map(told('from'))].sort(
    (a, b) => a.since.localeCompare(b.since) || a.linkId.localeCompare(b.linkId),
  );
};
