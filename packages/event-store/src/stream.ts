import * as t from 'io-ts';
import { isStorableText, literal, TenantId } from '@casebook/vocabulary';

const shape = /^([a-z]+)-([a-z0-9-]{1,63})_(.{1,200})$/su;

/** `<category>-<tenant>_<id>`: one aggregate's events. The tenant is part of the name, so that no two tenants share a stream. */
export const StreamName = t.brand(
  t.string,
  (value): value is t.Branded<string, { readonly StreamName: symbol }> => shape.test(value) && isStorableText(value),
  'StreamName',
);
export type StreamName = t.TypeOf<typeof StreamName>;

export interface StreamParts {
  /** Lower-case letters: `case`, `rulebook`, `numbering`. */
  readonly category: string;
  readonly tenant: TenantId;
  readonly id: string;
}

/** Throws a TypeError where a part does not fit a stream's name. */
export const streamName = ({ category, tenant, id }: StreamParts): StreamName =>
  literal(StreamName, `${category}-${tenant}_${id}`);

export const streamParts = (stream: StreamName): StreamParts => {
  const [, category, tenant, id] = shape.exec(stream) ?? [];
  if (category === undefined || id === undefined || !TenantId.is(tenant)) throw new TypeError(`${stream} is no stream`);
  return { category, tenant, id };
};
