import type { CaseId, CaseNumber, CustomerId, Personal, Text } from '@casebook/vocabulary';
import type { Dated, Variant } from '../message';

export type Channel = 'email' | 'phone' | 'chat' | 'portal' | 'social' | 'inPerson' | 'machine' | 'unknown';
export type Origin = 'customer' | 'agent' | 'proactive' | 'followUp' | 'import';

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
    | Variant<'CaseUnknown'>
    | Variant<'CaseTypeUnknown', { caseType: Text }>
    | Variant<'FieldMissing', { field: Text; caseType: Text }>;
}
