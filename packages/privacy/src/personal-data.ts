import type { NewEvent } from '@casebook/event-store';
import { fieldIn, replaceFields } from './json-fields';
import { unopened } from './seal';

/** What in events is personal, and who the person is. A value is a field of the event itself: nested ones cannot be marked. */
export interface PersonalData {
  /** The fields of each type of event that tell something about a person; types without any can be left out. */
  readonly fields: { readonly [type: string]: ReadonlyArray<string> };
  /** The field that names the person, by type of event: from there on, what its stream holds is that person's. */
  readonly personIn: { readonly [type: string]: string };
}

type Told = Pick<NewEvent, 'type' | 'data'>;

const none: ReadonlyArray<string> = [];

const own = <A>(table: { readonly [type: string]: A }, type: string): A | undefined =>
  Object.hasOwn(table, type) ? table[type] : undefined;

export const fieldsOf = ({ fields }: PersonalData, { type }: Pick<Told, 'type'>): ReadonlyArray<string> =>
  own(fields, type) ?? none;

/** Whether anything is to be done about events of this type. */
export const concerns = (personal: PersonalData, { type }: Pick<Told, 'type'>): boolean =>
  fieldsOf(personal, { type }).length > 0 || Object.hasOwn(personal.personIn, type);

const textIn = (written: string): string | undefined => {
  try {
    const value: unknown = JSON.parse(written);
    return typeof value === 'string' ? value : undefined;
  } catch {
    return undefined; // not written by this store
  }
};

/** The person that an event names; undefined where it names nobody. */
export const personIn = (personal: PersonalData, { type, data }: Told): string | undefined => {
  const field = own(personal.personIn, type);
  const written = field === undefined ? undefined : fieldIn(data, field);
  return written === undefined ? undefined : textIn(written);
};

/** There is something to seal: what is not there, or erased already, stays as it is. */
export const isSealable = (value: string): boolean => value !== 'null' && value !== unopened.erased;

/** Throws a TypeError for what is no JSON: where the fields are could not be told, and so they would be stored in the open. */
const checked = ({ id, data }: NewEvent): void => {
  try {
    JSON.parse(data);
  } catch (error) {
    throw new TypeError(`event ${id}: data must be JSON`, { cause: error });
  }
};

/** Whether an event has something to seal. */
export const holdsSealable = (personal: PersonalData, event: NewEvent): boolean => {
  const fields = fieldsOf(personal, event);
  if (fields.length === 0) return false;
  checked(event);
  let holds = false;
  replaceFields(event.data, fields, (value) => {
    holds ||= isSealable(value);
    return value;
  });
  return holds;
};
