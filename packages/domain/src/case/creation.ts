import * as E from 'fp-ts/Either';
import { textOf, type CaseId, type CaseNumber, type CustomerId, type Personal, type Text } from '@casebook/vocabulary';
import type { Dated, Of, Variant } from '../message';
import { caseTypeOf, type CaseTypeUnknown } from '../rulebook/case-type';
import { apart, whyNotFields, type FieldInvalid, type FieldUnknown } from '../rulebook/fields';
import type { Rulebook } from '../rulebook/rulebook';
import { begunBy, type CaseTypeContradicted, type ServiceNotOffered, type ServiceUnknown } from '../rulebook/services';
import type { CaseTopic } from './case';
import { ofCaseNotOver, type CaseNotOpen, type CaseUnknown } from './gate';
import { fieldLacking, fieldTaken, type FieldMissing } from './required-fields';

/** By which way somebody gets in touch; `machine` is a device that reports itself. */
export type Channel = 'email' | 'phone' | 'chat' | 'portal' | 'social' | 'inPerson' | 'machine' | 'unknown';
/** Who or what brought the case about. */
export type Origin = 'customer' | 'agent' | 'proactive' | 'followUp' | 'split' | 'import';

/** Custom fields by name. */
export interface Fields {
  readonly [field: string]: Text;
}

/** What a case is created with. */
export interface Opening {
  readonly number: CaseNumber;
  /** A case type of the rulebook; null where it is not known. */
  readonly caseType: Text | null;
  /** The service of the rulebook that was asked for; null where none was. */
  readonly service: Text | null;
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
  /** The names of all personal fields that say something from then on: they tell nothing about a person, and stay when the rest is erased. */
  readonly personalFilled: ReadonlyArray<Text>;
}

export interface Creation {
  readonly slice: {
    readonly opening: Omit<Opening, 'subject' | 'description'> | null;
    /** Names of the personal fields that say something; what they say is nothing to decide by. */
    readonly personalFilled: ReadonlyArray<Text>;
  };
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
    | FieldMissing
    | ServiceUnknown
    | ServiceNotOffered
    | CaseTypeContradicted;
}

type Slice = Creation['slice'];
type Created = Of<Creation['event'], 'CaseCreated'>;
type Revised = Of<Creation['event'], 'CaseDetailsRevised'>;

const isBlank = (text: string): boolean => text.trim() === '';

const filled = (fields: Fields): Fields =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => !isBlank(value)));

/** What is said, apart; `before` are the personal fields that said something until then. */
const sorted = (
  rulebook: Rulebook,
  given: Fields,
  before: ReadonlyArray<Text>,
): Sorted & { readonly fields: Fields } => {
  const { fields, personalFields } = apart(rulebook, given);
  const names = Object.keys(personalFields);
  return {
    fields,
    personalFields: names.length === 0 ? null : personalFields,
    personalFilled: [
      ...before.filter((name) => !names.includes(name)),
      ...Object.keys(filled(personalFields)).map(textOf),
    ],
  };
};

const created = ({
  number,
  caseType,
  service,
  channel,
  origin,
  customer,
  product,
  fields,
  follows,
  personalFilled,
}: Created): Slice => ({
  opening: { number, caseType, service, channel, origin, customer, product, fields, follows },
  personalFilled,
});

const revised = ({ opening }: Slice, { fields, product, personalFilled }: Revised): Slice => ({
  opening: opening && {
    ...opening,
    product: product ?? opening.product,
    fields: filled({ ...opening.fields, ...fields }),
  },
  personalFilled,
});

/** How a case begins, and what is said otherwise of it later. */
export const creation: CaseTopic<Creation> = {
  initial: { opening: null, personalFilled: [] },
  decide: {
    CreateCase: (command, state, rules) => {
      const { opening } = state.creation;
      if (opening !== null)
        return opening.number === command.number ? E.right([]) : E.left({ type: 'CaseExists', number: opening.number });
      const rulebook = rules.at(command.at);
      const begun = begunBy(rulebook, { ...command, channel: textOf(command.channel) });
      if (E.isLeft(begun)) return begun;
      const { caseType, fields } = begun.right;
      const kind = caseTypeOf(rulebook, caseType);
      if (E.isLeft(kind)) return kind;
      const event: Created = { ...command, type: 'CaseCreated', caseType, ...sorted(rulebook, fields, []) };
      const would = { ...state, creation: created(event) };
      const refusal = fieldLacking(would, rulebook, 'intake') ?? whyNotFields(rulebook, filled(fields));
      return refusal === null ? E.right([event]) : E.left(refusal);
    },
    /** Also while it is resolved: closing may ask for what nobody has said yet. */
    ReviseDetails: ({ at, fields, product, reason }, state, rules) => {
      const status = ofCaseNotOver(state);
      if (E.isLeft(status)) return status;
      const rulebook = rules.at(at);
      const { opening, personalFilled } = state.creation;
      const said = sorted(rulebook, fields, personalFilled);
      const changed = Object.fromEntries(
        Object.entries(said.fields).filter(([name, value]) => (opening?.fields[name] ?? '') !== value),
      );
      const other = product === opening?.product ? null : product;
      if (other === null && said.personalFields === null && Object.keys(changed).length === 0) return E.right([]);
      const event: Revised = { type: 'CaseDetailsRevised', at, ...said, fields: changed, product: other, reason };
      const would = { ...state, creation: revised(state.creation, event) };
      const refusal = fieldTaken(state, would, rulebook) ?? whyNotFields(rulebook, filled(fields));
      return refusal === null ? E.right([event]) : E.left(refusal);
    },
  },
  evolve: {
    CaseCreated: (_, event) => created(event),
    CaseDetailsRevised: revised,
  },
};
