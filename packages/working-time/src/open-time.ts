import type { Millis } from '@casebook/vocabulary';
import { blockSize, openUpTo, reached } from './block';
import type { CompiledCalendar } from './compile';

/** Open time between two instants, in milliseconds since 1970; none if the second is not later. */
export const openBetween = ({ block }: CompiledCalendar, from: Millis, until: Millis): Millis => {
  if (until <= from) return 0;
  const [first, last] = [Math.floor(from / blockSize), Math.floor(until / blockSize)];
  let open = openUpTo(block(last), until) - openUpTo(block(first), from);
  for (let index = first; index < last; index += 1) open += block(index).total;
  return open;
};

/** The first instant until which it was open for so long since another, at least 1 millisecond; undefined: never. */
export const openFor = ({ block, end }: CompiledCalendar, from: Millis, open: Millis): Millis | undefined => {
  if (open > end - from) return undefined;
  let index = Math.floor(from / blockSize);
  let goal = open + openUpTo(block(index), from);
  for (; goal > block(index).total; index += 1) {
    if ((index + 1) * blockSize > end) return undefined;
    goal -= block(index).total;
  }
  const at = reached(block(index), goal);
  return at > end ? undefined : at;
};
