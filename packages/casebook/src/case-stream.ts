import type * as E from 'fp-ts/Either';
import { caseCategory } from '@casebook/domain';
import { eventIdOf, streamName, type StreamName } from '@casebook/event-store';
import { CaseId, literal, type CommandId, type TenantId } from '@casebook/vocabulary';
import { decodeInput, type InvalidInput } from './input';

export const caseStream = (tenant: TenantId, id: CaseId): StreamName =>
  streamName({ category: caseCategory, tenant, id });

/** A created case is named by the command that creates it, so that creating it twice creates it once. */
export const caseIdOf = (tenant: TenantId, command: CommandId): CaseId =>
  literal(CaseId, eventIdOf(`${caseCategory}/${tenant}/${command}`, 0));

export const idOfCase = (id: string): E.Either<InvalidInput, CaseId> => decodeInput(CaseId, id);
