import { Empty, StreamIdentifier, UUID } from '@eventstore/db-client/generated/shared_pb';
import { ReadReq } from '@eventstore/db-client/generated/streams_pb';
import type { StreamPattern } from './names';

const { Options } = ReadReq;

export const identifier = (stream: string): StreamIdentifier =>
  new StreamIdentifier().setStreamName(Buffer.from(stream, 'utf8'));

export const uuid = (id: string): UUID => new UUID().setString(id);

const asked = (): ReadReq.Options => new Options().setUuidOption(new Options.UUIDOption().setString(new Empty()));

const direction = Options.ReadDirection;

/** Of one stream, from a revision on. */
export const streamForwards = (stream: string, from: number, count: number): ReadReq =>
  new ReadReq().setOptions(
    asked()
      .setStream(new Options.StreamOptions().setStreamIdentifier(identifier(stream)).setRevision(String(from)))
      .setReadDirection(direction.FORWARDS)
      .setCount(String(count))
      .setNoFilter(new Empty()),
  );

/** The last event of one stream. */
export const streamEnd = (stream: string): ReadReq =>
  new ReadReq().setOptions(
    asked()
      .setStream(new Options.StreamOptions().setStreamIdentifier(identifier(stream)).setEnd(new Empty()))
      .setReadDirection(direction.BACKWARDS)
      .setCount('1')
      .setNoFilter(new Empty()),
  );

/** How many events the server looks at before it comes back to its reader; more than its pages of 32, which cost it a turn each. */
const searchWindow = 1_024;

const filterOf = (pattern: StreamPattern): ReadReq.Options.FilterOptions => {
  const expression = new Options.FilterOptions.Expression();
  if ('regex' in pattern) expression.setRegex(pattern.regex);
  else expression.setPrefixList([...pattern.prefixes]);
  return new Options.FilterOptions()
    .setStreamIdentifier(expression)
    .setMax(searchWindow)
    .setCheckpointintervalmultiplier(1);
};

/** A place in the whole log. Forwards the event there is given too, backwards it is not. */
export type Place = number | 'start' | 'end';

const allAt = (place: Place): ReadReq.Options.AllOptions => {
  const all = new Options.AllOptions();
  if (place === 'start') return all.setStart(new Empty());
  if (place === 'end') return all.setEnd(new Empty());
  const position = String(place);
  return all.setPosition(new Options.Position().setCommitPosition(position).setPreparePosition(position));
};

interface Whole {
  readonly pattern: StreamPattern;
  readonly from: Place;
  readonly count: number;
  readonly backwards?: boolean;
}

export const wholeLog = ({ pattern, from, count, backwards = false }: Whole): ReadReq =>
  new ReadReq().setOptions(
    asked()
      .setAll(allAt(from))
      .setReadDirection(backwards ? direction.BACKWARDS : direction.FORWARDS)
      .setCount(String(count))
      .setFilter(filterOf(pattern)),
  );

/** What comes to the whole log from now on. */
export const newsOfLog = (pattern: StreamPattern): ReadReq =>
  new ReadReq().setOptions(
    asked().setAll(allAt('end')).setSubscription(new Options.SubscriptionOptions()).setFilter(filterOf(pattern)),
  );
