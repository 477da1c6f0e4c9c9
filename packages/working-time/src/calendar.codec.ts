import * as E from 'fp-ts/Either';
import * as t from 'io-ts';
import { CalendarId, Text, type Json } from '@casebook/vocabulary';
import type { Calendar, CalendarException, Window } from './calendar';
import { LocalDate, WallTime } from './local-time';
import { Zone } from './zone';

const AnyWindow = t.strict({ from: WallTime, to: WallTime });

const Window: t.Type<Window, Json> = new t.Type(
  'a window that ends after it begins; a night is two, to 24:00 and from 00:00',
  (value): value is Window => AnyWindow.is(value) && value.from < value.to,
  (value, context) => {
    const decoded = AnyWindow.validate(value, context);
    return E.isLeft(decoded) || decoded.right.from < decoded.right.to ? decoded : t.failure(value, context);
  },
  AnyWindow.encode,
);

/** A list in which no element clashes with one before it; each that does is a fault of its own. */
const apart = <A>(
  element: t.Type<A, Json>,
  clash: (one: A, other: A) => boolean,
  { list, each }: { readonly list: string; readonly each: string },
): t.Type<ReadonlyArray<A>, Json> => {
  const any = t.readonlyArray(element, list);
  const clashing = (values: ReadonlyArray<A>): ReadonlyArray<number> =>
    values.flatMap((value, index) => (values.slice(0, index).some((other) => clash(value, other)) ? [index] : []));
  return new t.Type(
    list,
    (value): value is ReadonlyArray<A> => any.is(value) && clashing(value).length === 0,
    (value, context) => {
      const decoded = any.validate(value, context);
      if (E.isLeft(decoded)) return decoded;
      const errors = clashing(decoded.right).map((index) => ({
        value,
        context: t.appendContext(context, String(index), element, decoded.right[index]),
        message: each,
      }));
      return errors.length === 0 ? decoded : t.failures(errors);
    },
    (values) => any.encode(values),
  );
};

const Windows = apart(Window, (one, other) => one.from < other.to && other.from < one.to, {
  list: 'a list of windows',
  each: 'a window that overlaps no other of its day',
});

const Exception: t.Type<CalendarException, Json> = t.strict({ date: LocalDate, name: Text, windows: Windows });

/** A calendar as JSON or YAML; `faults` of what it refuses say where and why, one line each. */
export const CalendarCodec: t.Type<Calendar, Json> = t.strict(
  {
    id: CalendarId,
    name: Text,
    zone: Zone,
    week: t.strict({
      monday: Windows,
      tuesday: Windows,
      wednesday: Windows,
      thursday: Windows,
      friday: Windows,
      saturday: Windows,
      sunday: Windows,
    }),
    exceptions: apart(Exception, (one, other) => one.date === other.date, {
      list: 'a list of exceptions',
      each: 'the only exception of its date',
    }),
  },
  'Calendar',
);
