import * as E from 'fp-ts/Either';
import * as t from 'io-ts';
import { CalendarId, type Json } from '@casebook/vocabulary';
import type { Rulebook, ServiceLevelPolicy } from './rulebook';

/** The way to a part of a document, as `faults` writes it. */
const at = (context: t.Context, path: ReadonlyArray<string>, actual: unknown): t.Context =>
  path.reduce((way, key) => t.appendContext(way, key, CalendarId, actual), context);

const faultOf = (
  { calendar }: ServiceLevelPolicy,
  index: number,
  known: ReadonlyArray<string>,
  context: t.Context,
): t.ValidationError => ({
  value: calendar,
  context: at(context, ['serviceLevels', String(index), 'calendar'], calendar),
  message: `one of the calendars: ${known.join(', ') || 'there are none'}`,
});

/** A rulebook in which nothing that a decision will look up is missing: where it were, deciding would have no answer. */
export const referring = (sections: t.Type<Rulebook, Json>): t.Type<Rulebook, Json> => {
  const lost = ({ calendars, serviceLevels }: Rulebook, context: t.Context): ReadonlyArray<t.ValidationError> => {
    const known = calendars.map(({ id }): string => id);
    return serviceLevels.flatMap((policy, index) =>
      known.includes(policy.calendar) ? [] : [faultOf(policy, index, known, context)],
    );
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
