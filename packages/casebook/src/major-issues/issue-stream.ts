import type * as E from 'fp-ts/Either';
import { majorIssueCategory } from '@casebook/domain';
import { eventIdOf, streamName, type StreamName } from '@casebook/event-store';
import { CommandId, IssueId, literal, type TenantId } from '@casebook/vocabulary';
import { decodeInput, type InvalidInput } from '../input';

export const issueStream = (tenant: TenantId, id: IssueId): StreamName =>
  streamName({ category: majorIssueCategory, tenant, id });

/** A proposed issue is named by the command that proposes it, so that proposing it twice proposes it once. */
export const issueIdOf = (tenant: TenantId, command: CommandId): IssueId =>
  literal(IssueId, eventIdOf(`${majorIssueCategory}/${tenant}/${command}`, 0));

export const idOfIssue = (id: string): E.Either<InvalidInput, IssueId> => decodeInput(IssueId, id);

/** The id of a command that follows from something: the same for ever, whatever lengths the parts have. */
export const following = (...from: ReadonlyArray<string>): CommandId =>
  literal(CommandId, eventIdOf(from.join('/'), 0));
