import { run, type Casebook, type When as Asked } from '@casebook/casebook';
import { literal, TenantId } from '@casebook/vocabulary';
import type { Settings, When } from '../settings';

/** The moment that a question speaks of, as the desk takes it. */
export const asked = ({ asOf, asKnown }: When): Asked => ({
  ...(asOf === null ? {} : { asOf }),
  ...(asKnown === null ? {} : { asKnown }),
});

/** Says so where the log had been told nothing yet at the instant of --as-known: on an import that is every instant before it. */
export const sayWhatWasKnown = async (
  { log }: Casebook,
  { when: { asKnown }, tenant, note }: Settings,
): Promise<void> => {
  if (asKnown === null) return;
  const filter = { tenant: literal(TenantId, tenant) };
  const { events } = await run(log.readAll({ after: 0, limit: 1, filter }));
  const [first] = events;
  if (first === undefined || first.recordedAt <= asKnown) return;
  note(
    `The log knew nothing at ${asKnown}: the first thing it was told, it was told at ${first.recordedAt}.\n` +
      `For what had happened by then, whenever the log learned of it, use --as-of ${asKnown}.`,
  );
};
