import type { ReadReq } from '@eventstore/db-client/generated/streams_pb';
import type { LogRecord } from './transaction-log';

type Options = ReadReq.Options.FilterOptions;

/** What a filter lets through; all of it without one. */
export const filterOf = (options: Options | undefined): ((record: LogRecord) => boolean) => {
  const byStream = options?.getStreamIdentifier();
  const expression = byStream ?? options?.getEventType();
  if (expression === undefined) return () => true;
  const prefixes = expression.getPrefixList();
  const regex = expression.getRegex() === '' ? undefined : new RegExp(expression.getRegex());
  return ({ stream, type }) => {
    const text = byStream === undefined ? type : stream;
    return regex === undefined ? prefixes.some((prefix) => text.startsWith(prefix)) : regex.test(text);
  };
};

/** After how many considered events a filtered subscription says how far it has got. */
export const checkpointInterval = (options: Options): number =>
  (options.hasMax() ? options.getMax() : 32) * options.getCheckpointintervalmultiplier();
