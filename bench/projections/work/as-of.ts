import { openCasebook, run, agent } from '@casebook/casebook';
import { Instant, literal } from '@casebook/vocabulary';
import type { Place } from '../open-desk';

export interface Asked extends Place {
  /** The instant that is asked about. */
  readonly at: string;
  readonly tenant: string;
  /** The table that is asked for beside the figures. */
  readonly table: string;
}

/** Seconds that the answers took. */
export interface Answered {
  readonly figures: number;
  readonly table: number;
  /** The types of event that each needs. */
  readonly types: { readonly figures: ReadonlyArray<string>; readonly table: ReadonlyArray<string> };
}

/** The figures of a desk as of an instant, and one other read model. */
export const askedAsOf = async ({ url, at, tenant, table }: Asked): Promise<Answered> => {
  const casebook = await openCasebook({ database: url });
  const { readModels } = casebook;
  await run(readModels.catchUp());
  const seconds = async (work: () => Promise<unknown>): Promise<number> => {
    const began = performance.now();
    await work();
    return (performance.now() - began) / 1_000;
  };
  const desk = casebook.as({ tenant, actor: agent('ada') });
  const figures = await seconds(() => run(desk.analytics.report({ asOf: at })));
  const other = await seconds(async () => {
    const { dispose } = await run(readModels.asOf({ occurred: literal(Instant, at) }, [table]));
    await dispose();
  });
  const typesOf = (name: string): ReadonlyArray<string> =>
    Object.keys(readModels.projections.find((projection) => projection.name === name)?.on ?? {});
  const types = { figures: typesOf('case_facts'), table: typesOf(table) };
  await casebook.close();
  return { figures, table: other, types };
};
