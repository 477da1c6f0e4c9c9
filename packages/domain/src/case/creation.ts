import * as E from 'fp-ts/Either';
import type { CaseId, CaseNumber, CustomerId, Personal, Text } from '@casebook/vocabulary';
import type { Dated, Variant } from '../message';
import { caseTypeOf, type CaseTypeUnknown } from '../rulebook/case-type';
import { apart, whyNotFields, type FieldInvalid, type FieldUnknown } from '../rulebook/fields';
import type { Rulebook } from '../rulebook/rulebook';
import type { CaseTopic } from './case';
import { ofOpenCase, type CaseNotOpen, type CaseUnknown } from './gate';

/** By which way somebody gets in touch; `machine` is a device that reports itself. */
export type Channel = 'email' | 'phone' | 'chat' | 'portal' | 'social' | 'inPerson' | 'machine' | 'unknown';
/** Who or what brought the case about. */
export type Origin = 'customer' | 'agent' | 'proactive' | 'followUp' | 'import';

/** Custom fields by name. */
export interface Fields {
  readonly [field: string]: Text;
}

/** What a case is created with. */
export interface Opening {
  readonly number: CaseNumber;
  /** A case type of the rulebook; null where it is not known. */
  readonly caseType: Text | null;
  readonly channel: Channel;
  readonly origin: Origin;
  readonly customer: CustomerId | null;
  readonly product: Text | null;
  /** Custom fields; in events only those that tell nothing about a person. */
  readonly fields: Fields;
  readonly subject: Personal<Text> | null;
  readonly description: Personal<Text> | null;
  /** The case that this one follows up. */
  readonly follows: CaseId | null;
}

/** What an event has beside the fields that rules may read. */
export interface Sorted {
  /** Custom fields that the rulebook calls personal; null where there are none. */
  readonly personalFields: Personal<Fields> | null;
}

export interface Creation {
  readonly slice: { readonly opening: Omit<Opening, 'subject' | 'description'> | null };
  readonly command:
    | Dated<'CreateCase', Opening>
    /** `fields` are those that change; an empty text clears one. `product` null: it stays. */
    | Dated<'ReviseDetails', { fields: Fields; product: Text | null; reason: Text | null }>;
  readonly event:
    | Dated<'CaseCreated', Opening & Sorted>
    /** Only what changed: fields that are not there stay, those with an empty text are cleared. */
    | Dated<'CaseDetailsRevised', Sorted & { fields: Fields; product: Text | null; reason: Text | null }>;
  readonly rejection:
    /** The stream holds another case. */
    | Variant<'CaseExists', { number: CaseNumber }>
    | CaseUnknown
    | CaseNotOpen
    | CaseTypeUnknown
    | FieldUnknown
    | FieldInvalid
    | Variant<'FieldMissing', { field: Text; caseType: Text }>;
}

const isBlank = (text: Text | undefined): boolean => text === undefined || text.trim() === '';

const filled = (fields: Fields): Fields =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => !isBlank(value)));

/** What a case of this type still lacks, or has and cannot have. */
const whyNot = (rulebook: Rulebook, caseType: Text | null, fields: Fields): Creation['rejection'] | null => {
  const kind = caseTypeOf(rulebook, caseType);
  if (E.isLeft(kind)) return kind.left;
  const { name, requiredFields } = kind.right;
  const missing = requiredFields.find((field) => isBlank(fields[field]));
  return missing === undefined
    ? whyNotFields(rulebook, filled(fields))
    : { type: 'FieldMissing', field: missing, caseType: name };
};

const sorted = (rulebook: Rulebook, given: Fields): Sorted & { readonly fields: Fields } => {
  const { fields, personalFields } = apart(rulebook, given);
  return { fields, personalFields: Object.keys(personalFields).length === 0 ? null : personalFields };
};

/** How a case begins, and what is said otherwise of it later. */
export const creation: CaseTopic<Creation> = {
  initial: { opening: null },
  decide: {
    CreateCase: (command, { creation: { opening } }, rules) => {
      const { at, number, caseType, fields } = command;
      if (opening !== null)
        return opening.number === number ? E.right([]) : E.left({ type: 'CaseExists', number: opening.number });
      const rulebook = rules.at(at);
      const refusal = whyNot(rulebook, caseType, fields);
      return refusal === null
        ? E.right([{ ...command, type: 'CaseCreated', ...sorted(rulebook, fields) }])
        : E.left(refusal);
    },
    ReviseDetails: ({ at, fields, product, reason }, state, rules) => {
      const status = ofOpenCase(state);
      if (E.isLeft(status)) return status;
      const rulebook = rules.at(at);
      const { opening } = state.creation;
      const revised = sorted(rulebook, fields);
      const changed = Object.fromEntries(
        Object.entries(revised.fields).filter(([name, value]) => (opening?.fields[name] ?? '') !== value),
      );
      const other = product === opening?.product ? null : product;
      if (other === null && revised.personalFields === null && Object.keys(changed).length === 0) return E.right([]);
      const refusal = whyNot(rulebook, opening?.caseType ?? null, { ...opening?.fields, ...fields });
      return refusal === null
        ? E.right([{ type: 'CaseDetailsRevised', at, ...revised, fields: changed, product: other, reason }])
        : E.left(refusal);
    },
  },
  evolve: {
    CaseCreated: (_, { number, caseType, channel, origin, customer, product, fields, follows }) => ({
      opening: { number, caseType, channel, origin, customer, product, fields, follows },
    }),
    CaseDetailsRevised: ({ opening }, { fields, product }) => ({
      opening: opening && {
        ...opening,
        product: product ?? opening.product,
        fields: filled({ ...opening.fields, ...fields }),
      },
    }),
  },
};
