import * as RNA from 'fp-ts/ReadonlyNonEmptyArray';
import * as O from 'fp-ts/Option';
import type { CalendarId, Instant } from '@casebook/vocabulary';
import { compileSuccession, type CompiledCalendar } from '@casebook/working-time';
import { plainRulebook } from './plain';
import type { Rulebook } from './rulebook';

/** Every version of a tenant's rulebook ever published. */
export interface Rules {
  /** In the order in which they come into effect, without the plain one. */
  readonly all: ReadonlyArray<Rulebook>;
  /**
   * The one in effect then: of those that were effective, the latest. Before the first of them the plain one where that one was
   * published, since the desk had none until then; that one itself where it comes from code, which says when it began as it likes.
   */
  readonly at: (instant: Instant) => Rulebook;
  /** Whether there is such a version. */
  readonly has: (version: number) => boolean;
  /** Throws a RangeError for a version that never was: an event names only what decided it. */
  readonly version: (version: number) => Rulebook;
  /**
   * A calendar as a version of the rulebook knows it: from its `effectiveFrom` on as it says, before that as earlier versions did.
   * Throws a RangeError where it has none of that id.
   */
  readonly calendar: (version: number, id: CalendarId) => CompiledCalendar;
}

/** Rules from all versions of a rulebook; the plain one where there are none. Throws a RangeError where two have one version. */
export const rulesOf = (rulebooks: ReadonlyArray<Rulebook>): Rules => {
  const versions = new Map([plainRulebook, ...rulebooks].map((rulebook) => [rulebook.version, rulebook]));
  if (versions.size <= rulebooks.length && !rulebooks.includes(plainRulebook))
    throw new RangeError('each rulebook must have a version of its own, from 1');
  const inOrder = [...rulebooks].sort((a, b) =>
    a.effectiveFrom === b.effectiveFrom ? a.version - b.version : a.effectiveFrom < b.effectiveFrom ? -1 : 1,
  );
  const latestFirst = [...inOrder].reverse();
  const [first = plainRulebook] = inOrder;
  const before = first.hash === null ? first : plainRulebook;
  const compiled = new Map<string, CompiledCalendar>();

  const version = (number: number): Rulebook => {
    const rulebook = versions.get(number);
    if (rulebook === undefined) throw new RangeError(`there is no version ${number} of the rulebook`);
    return rulebook;
  };
  const succession = (last: Rulebook, id: CalendarId): CompiledCalendar => {
    const until = inOrder.slice(0, inOrder.indexOf(last) + 1);
    const calendars = RNA.fromReadonlyArray(
      until.flatMap(({ effectiveFrom, calendars: all }) =>
        all.filter((calendar) => calendar.id === id).map((calendar) => ({ effectiveFrom, calendar })),
      ),
    );
    if (O.isNone(calendars)) throw new RangeError(`version ${last.version} of the rulebook has no calendar ${id}`);
    return compileSuccession(calendars.value);
  };
  return {
    all: inOrder,
    at: (instant) => latestFirst.find(({ effectiveFrom }) => effectiveFrom <= instant) ?? before,
    has: (number) => versions.has(number),
    version,
    calendar: (number, id) => {
      const key = `${number} ${id}`;
      const known = compiled.get(key);
      if (known !== undefined) return known;
      const made = succession(version(number), id);
      compiled.set(key, made);
      return made;
    },
  };
};
