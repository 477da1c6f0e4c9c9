import * as t from 'io-ts';
import { CaseId, CaseNumber, CustomerId, nullable, type Json } from '@casebook/vocabulary';
import type { OtherCase } from './other-case';
import type { Status } from './status';

const StatusCodec: t.Type<Status, string> = t.keyof(
  { New: null, Open: null, Waiting: null, Resolved: null, Closed: null, Cancelled: null, Merged: null },
  'Status',
);

export const OtherCaseCodec: t.Type<OtherCase, Json> = t.strict({
  caseId: CaseId,
  number: CaseNumber,
  status: StatusCodec,
  customer: nullable(CustomerId),
  above: t.readonlyArray(CaseId, 'a list of cases'),
});
