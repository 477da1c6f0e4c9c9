import { pipe } from 'fp-ts/function';
import * as TE from 'fp-ts/TaskEither';
import type { Attached } from '@casebook/domain';
import type { FittingCase } from '@casebook/projection-analytics';
import { CaseId, CaseNumber, literal, type CustomerId, type IssueId } from '@casebook/vocabulary';
import { caseIdOf, caseStream } from '../case-stream';
import { creating, type NewCase } from '../create-case';
import type { Circumstances } from '../given';
import type { CommandFailure } from '../send';
import { lastSaid } from './cases-led';
import { because, led, type IssueDesking, type LoadedIssue } from './issue-desk';
import { following, issueStream } from './issue-stream';

/** What every case begins with that is opened for a customer. */
export type Opening = Omit<NewCase, 'customer' | 'origin' | 'follows'>;

export type CreateFailure = CommandFailure<'CreateCase'>;

/** The case that stands for an affected customer: one that is open and fits, or one that is opened for him. */
export const caseOfCustomer = (desk: IssueDesking) => {
  const create = creating(led(desk), desk.takeNumber);

  /** Named by issue and customer, so that however often it is asked for, there is one. */
  const comingWith = (id: IssueId, issue: LoadedIssue, customer: CustomerId, known: Circumstances): Circumstances => {
    const commandId = following(issueStream(desk.tenant, id), customer);
    const said = lastSaid(issue, 'AffectedCustomersIdentified', ({ customers }) => customers.includes(customer));
    return said === undefined ? { ...known, commandId } : because(said, commandId, known);
  };

  return (
    id: IssueId,
    issue: LoadedIssue,
    customer: CustomerId,
    opening: Opening,
    fitting: FittingCase | undefined,
    known: Circumstances,
  ): TE.TaskEither<CreateFailure, Attached> => {
    const { causationId, ...given } = comingWith(id, issue, customer, known);
    const caseId = caseIdOf(desk.tenant, given.commandId);
    return pipe(
      desk.load(caseStream(desk.tenant, caseId)),
      TE.chainW(({ state: { creation } }): TE.TaskEither<CreateFailure, Attached> => {
        // It was opened before something went wrong.
        if (creation.opening !== null)
          return TE.right({ caseId, number: creation.opening.number, customer, opened: 'proactive' });
        if (fitting !== undefined)
          return TE.right({
            caseId: literal(CaseId, fitting.caseId),
            number: literal(CaseNumber, fitting.number),
            customer,
            opened: 'reported',
          });
        return pipe(
          create({ ...opening, customer, origin: 'proactive' }, { ...given, causationId: causationId ?? undefined }),
          TE.map(({ number }) => ({ caseId, number, customer, opened: 'proactive' })),
        );
      }),
    );
  };
};
