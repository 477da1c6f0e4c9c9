import type { CaseEvent, CaseState } from '@casebook/domain';
import { eventIdOf } from '@casebook/event-store';
import { CommandId, literal } from '@casebook/vocabulary';
import type { Loaded } from '../transact';
import type { Assessor, Suggestion } from './assessor';

/** A case as it was when it was looked at. */
export type Seen = Loaded<CaseState, CaseEvent>;

/**
 * Named by who says what and by what was looked at: the revision up to which the case was read, the rulebook, and what the same
 * assessor had said before. So looking again at the same is the same command. Nothing of it is personal: a hash of what somebody
 * wrote would be left when it is erased.
 */
export const commandIdOf = (
  seen: Seen,
  rulebook: number,
  { name, version }: Assessor,
  suggestion: Suggestion,
): CommandId => {
  const { kind, value, confidence, about = null } = suggestion;
  const { current } = seen.state.assessment;
  const before = current.find((one) => one.kind === kind && one.assessor.name === name)?.assessmentId ?? null;
  const read = seen.events.reduce(
    (last, { event, revision }) => (event.type === 'AssessmentRecorded' ? last : revision),
    -1,
  );
  const said = ['assessment', seen.stream, read, rulebook, before, name, version, kind, value, confidence, about];
  return literal(CommandId, eventIdOf(JSON.stringify(said), 0));
};
