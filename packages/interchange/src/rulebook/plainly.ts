import * as E from 'fp-ts/Either';
import { pipe } from 'fp-ts/function';
import { WrittenInstant } from '@casebook/vocabulary';
import { durationPaths, durationRule, millisIn } from './duration';
import { faultAt, type Fault } from './fault';
import { completed, shorter } from './left-out';
import { placesOf, replaced, type Place } from './places';

/** A document that holds what a rulebook holds, and what could not be made so. */
export interface Plainly {
  readonly document: unknown;
  readonly faults: ReadonlyArray<Fault>;
}

const duration = ({ document, faults }: Plainly, { path, value }: Place): Plainly => {
  if (typeof value !== 'string') return { document, faults };
  const millis = millisIn(value);
  return millis === undefined
    ? {
        document: replaced(document, path, null), // so that it is told once
        faults: [...faults, faultAt(path, `${JSON.stringify(value)} must be ${durationRule}`)],
      }
    : { document: replaced(document, path, millis), faults };
};

const instant = (plain: Plainly, { path, value }: Place): Plainly =>
  pipe(
    WrittenInstant.decode(value),
    E.match(
      () => plain,
      (read) => ({ ...plain, document: replaced(plain.document, path, read) }),
    ),
  );

const complete = (written: unknown): unknown =>
  shorter.reduce(
    (document, record) =>
      placesOf(document, record.path).reduce(
        (part, { path, value }) => replaced(part, path, completed(record, value)),
        document,
      ),
    written,
  );

/** A document as people write it, made into what a rulebook holds: durations, instants, and members that were left out. */
export const plainly = (written: unknown): Plainly => {
  const document = complete(written);
  const durations = durationPaths
    .flatMap(({ path }) => placesOf(document, path))
    .reduce<Plainly>(duration, { document, faults: [] });
  return placesOf(document, 'effectiveFrom').reduce(instant, durations);
};
