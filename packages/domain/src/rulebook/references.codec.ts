import * as E from 'fp-ts/Either';
import * as t from 'io-ts';
import { CalendarId, type Json } from '@casebook/vocabulary';
import type { Rulebook } from './rulebook';

/** The way to a part of a document, as `faults` writes it. */
const at = (context: t.Context, path: ReadonlyArray<string>, actual: unknown): t.Context =>
  path.reduce((way, key) => t.appendContext(way, key, CalendarId, actual), context);

/** A calendar that something names, and where. */
interface Named {
  readonly path: ReadonlyArray<string>;
  readonly calendar: CalendarId;
}

const named = ({ serviceLevels, playbooks }: Rulebook): ReadonlyArray<Named> => [
  ...serviceLevels.map(({ calendar }, index) => ({ path: ['serviceLevels', String(index), 'calendar'], calendar })),
  ...playbooks.flatMap(({ steps }, index) =>
    steps.flatMap(({ calendar }, place) =>
      calendar === null ? [] : [{ path: ['playbooks', String(index), 'steps', String(place), 'calendar'], calendar }],
    ),
  ),
];

const faultOf = ({ path, calendar }: Named, known: ReadonlyArray<string>, context: t.Context): t.ValidationError => ({
  value: calendar,
  context: at(context, path, calendar),
  message: `one of the calendars: ${known.join(', ') || 'there are none'}`,
});

/** A rulebook in which nothing that a decision will look up is missing: where it were, deciding would have no answer. */
export const referring = (sections: t.Type<Rulebook, Json>): t.Type<Rulebook, Json> => {
  const lost = (rulebook: Rulebook, context: t.Context): ReadonlyArray<t.ValidationError> => {
    const known = rulebook.calendars.map(({ id }): string => id);
    return named(rulebook)
      .filter(({ calendar }) => !known.includes(calendar))
      .map((one) => faultOf(one, known, context));
  };
  return new t.Type(
    sections.name,
    (value): value is Rulebook => sections.is(value) && lost(value, []).length === 0,
    (value, context) => {
      const decoded = sections.validate(value, context);
      if (E.isLeft(decoded)) return decoded;
      const errors = lost(decoded.right, context);
      return errors.length === 0 ? decoded : t.failures([...errors]);
    },
    sections.encode,
  );
};
