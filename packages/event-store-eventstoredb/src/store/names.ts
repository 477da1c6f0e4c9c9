import { StreamName, type LogFilter } from '@casebook/event-store';

const literally = (text: string): string => text.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&');

/** What the server looks for in the names of streams: one of these beginnings, or an expression. */
export type StreamPattern = { readonly prefixes: ReadonlyArray<string> } | { readonly regex: string };

/** The names of streams on a server, where something stands before ours. */
export const namesWith = (prefix: string) => ({
  onServer: (stream: StreamName): string => prefix + stream,
  /** Undefined for a stream that is none of ours. */
  ours: (name: string): StreamName | undefined => {
    const stream = name.slice(prefix.length);
    return name.startsWith(prefix) && StreamName.is(stream) ? stream : undefined;
  },
  /** As much of a filter as the server can look at: all of our streams, or some of their beginnings. */
  pattern: ({ tenant, categories }: LogFilter): StreamPattern => {
    const after = tenant === undefined ? '-' : `-${tenant}_`;
    if (categories === undefined) return { regex: `^${literally(prefix)}[a-z]+${literally(after)}` };
    return { prefixes: categories.map((category) => `${prefix}${category}${after}`) };
  },
});
export type Names = ReturnType<typeof namesWith>;
