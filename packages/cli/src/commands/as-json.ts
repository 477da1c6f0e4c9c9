import type { Json } from '@casebook/vocabulary';

/** What is plain data already, as JSON takes it: what is undefined is left out. */
export const asJson = (value: unknown): Json => {
  // JSON.parse gives nothing but JSON.
  const json = JSON.parse(JSON.stringify(value)) as Json;
  return json;
};
