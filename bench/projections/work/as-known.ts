import { run } from '@casebook/casebook';
import { Instant, literal } from '@casebook/vocabulary';
import { openDesk, type Place } from '../open-desk';

/** Seconds that it took. */
export interface Known {
  /** All read models as the log knew them at its end, folded from the log. */
  readonly folded: number;
  /** To keep the live tables as a snapshot. */
  readonly taking: number;
  /** The same question, begun with the snapshot. */
  readonly begun: number;
}

const end = literal(Instant, '2100-01-01T00:00:00.000Z');

/** What the log knows at its end, asked with and without a snapshot there. */
export const askedAsKnown = async (place: Place): Promise<Known> => {
  const { readModels, close } = await openDesk(place);
  await run(readModels.catchUp());
  const names = readModels.projections.map(({ name }) => name);
  const seconds = async (work: () => Promise<unknown>): Promise<number> => {
    const began = performance.now();
    await work();
    return (performance.now() - began) / 1_000;
  };
  const asked = async (): Promise<void> => {
    const { dispose } = await run(readModels.asOf({ known: end }, names));
    await dispose();
  };
  const folded = await seconds(asked);
  let position = 0;
  const taking = await seconds(async () => {
    ({ position } = await run(readModels.snapshot()));
  });
  const begun = await seconds(asked);
  await run(readModels.dropSnapshot(position));
  await close();
  return { folded, taking, begun };
};
