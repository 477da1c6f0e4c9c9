import { randomUUID } from 'node:crypto';

const fields = {
  category: 'technical/display/flicker',
  team: 'technical-support',
  agent: 'ada.lovelace',
  because: 'the customer writes that the screen stays dark after the last update',
};

/** What every contestant stores: about 200 bytes of JSON, with something in it that no other event has. */
export const samplePayload = (): { readonly number: string } & typeof fields => ({
  number: randomUUID().slice(0, 13),
  ...fields,
});

/** Of every sample event, so that none is late. */
export const sampleInstant = '2026-03-01T12:00:00.000Z';
