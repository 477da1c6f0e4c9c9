import * as E from 'fp-ts/Either';
import type { CaseId, CaseNumber, CustomerId, Personal, Text } from '@casebook/vocabulary';
import type { Dated, Variant } from '../message';
import { caseTypeOf, type CaseTypeUnknown } from '../rulebook/case-type';
import type { CaseTopic } from './case';

/** By which way somebody gets in touch; `machine` is a device that reports itself. */
export type Channel = 'email' | 'phone' | 'chat' | 'portal' | 'social' | 'inPerson' | 'machine' | 'unknown';
/** Who or what brought the case about. */
export type Origin = 'customer' | 'agent' | 'proactive' | 'followUp' | 'import';

/** What a case is created with. */
export interface Opening {
  readonly number: CaseNumber;
  /** A case type of the rulebook; null where it is not known. */
  readonly caseType: Text | null;
  readonly channel: Channel;
  readonly origin: Origin;
  readonly customer: CustomerId | null;
  readonly product: Text | null;
  /** Custom fields that tell nothing about a person. */
  readonly fields: { readonly [field: string]: Text };
  readonly subject: Personal<Text> | null;
  readonly description: Personal<Text> | null;
  /** The case that this one follows up. */
  readonly follows: CaseId | null;
}

export interface Creation {
  readonly slice: { readonly opening: Omit<Opening, 'subject' | 'description'> | null };
  readonly command: Dated<'CreateCase', Opening>;
  readonly event: Dated<'CaseCreated', Opening>;
  readonly rejection:
    /** The stream holds another case. */
    | Variant<'CaseExists', { number: CaseNumber }>
    | CaseTypeUnknown
    | Variant<'FieldMissing', { field: Text; caseType: Text }>;
}

/** How a case begins. */
export const creation: CaseTopic<Creation> = {
  initial: { opening: null },
  decide: {
    CreateCase: (command, { creation: { opening } }, rules) => {
      const { number, caseType, fields } = command;
      if (opening !== null)
        return opening.number === number ? E.right([]) : E.left({ type: 'CaseExists', number: opening.number });

      const kind = caseTypeOf(rules.at(command.at), caseType);
      if (E.isLeft(kind)) return kind;
      const { name, requiredFields } = kind.right;
      const missing = requiredFields.find((field) => (fields[field] ?? '').trim() === '');
      if (missing !== undefined) return E.left({ type: 'FieldMissing', field: missing, caseType: name });
      return E.right([{ ...command, type: 'CaseCreated' }]);
    },
  },
  evolve: {
    CaseCreated: (_, { number, caseType, channel, origin, customer, product, fields, follows }) => ({
      opening: { number, caseType, channel, origin, customer, product, fields, follows },
    }),
  },
};
