import type { Kysely } from 'kysely';
import { caseCategory } from '@casebook/domain';
import type { HistoryQuestion, HistoryTables } from './search';

/** The numbers of the cases that go on in this one, and of those that went on in them before; those that were merged first come first. */
export const absorbedBy = async (
  db: Kysely<HistoryTables>,
  { tenant, at, stream }: HistoryQuestion & { readonly stream: string },
): Promise<ReadonlyArray<string>> => {
  const prefix = `${caseCategory}-${tenant}_`;
  const numbers: string[] = [];
  const passed = new Set([stream]);
  let survivors = [stream];
  while (survivors.length > 0) {
    const ids = survivors.map((survivor) => survivor.slice(prefix.length));
    const merged = await db
      .selectFrom('case_index')
      .where('tenant', '=', tenant)
      .where('created_at', '<=', at)
      .where('merged_case', 'in', ids)
      .select(['stream', 'number'])
      .orderBy('status_since')
      .orderBy('number')
      .execute();
    // Two that were merged into each other at the same instant would never end it.
    const unseen = merged.filter((one) => !passed.has(one.stream));
    unseen.forEach((one) => passed.add(one.stream));
    numbers.push(...unseen.map(({ number }) => number));
    survivors = unseen.map((one) => one.stream);
  }
  return numbers;
};
