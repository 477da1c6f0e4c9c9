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

/** The order of streams by the bytes of their names, in which `readByStream` gives them; `<` differs where a character takes two units. */
export const compareStreams = (a: StreamName, b: StreamName): number => {
  const length = Math.min(a.length, b.length);
  for (let index = 0; index < length; index += 1) {
    if (a.charCodeAt(index) !== b.charCodeAt(index)) return (a.codePointAt(index) ?? 0) - (b.codePointAt(index) ?? 0);
  }
  return a.length - b.length;
};
