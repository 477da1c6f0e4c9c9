import { createHash } from 'node:crypto';

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** The names of what the log keeps in its schema, quoted, and the key under which its writers announce themselves. */
export interface Names {
  readonly schema: string;
  readonly migrations: string;
  readonly streams: string;
  readonly events: string;
  readonly positions: string;
  readonly heads: string;
  readonly subscriptions: string;
  readonly append: string;
  readonly content: string;
  readonly instant: string;
  readonly readable: string;
  readonly refuse: string;
  /** The upper 16 bits of the advisory locks of this log's writers; never negative as a bigint. */
  readonly tag: number;
}

export const namesIn = (schema: string): Names => {
  const within = (name: string): string => `${quoted(schema)}.${quoted(name)}`;
  return {
    schema: quoted(schema),
    migrations: within('migrations'),
    streams: within('streams'),
    events: within('events'),
    positions: within('positions'),
    heads: within('heads'),
    subscriptions: within('subscriptions'),
    append: within('append'),
    content: within('content_hash'),
    instant: within('instant_text'),
    readable: within('readable'),
    refuse: within('refuse_change'),
    // Two schemas of one database with the same tag do no harm: their readers now and then wait for each other's writers.
    tag: createHash('sha256').update(`casebook ${schema}`).digest().readUInt16BE(0) >> 1,
  };
};
