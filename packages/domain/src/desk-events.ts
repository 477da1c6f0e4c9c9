import type { CaseEvent } from './case/case';
import { caseEventSchemas } from './case/case.codec';
import type { MajorIssueEvent } from './major-issue/issue';
import { majorIssueEventSchemas } from './major-issue/major-issue.codec';
import type { EventSchemas } from './schema';

/** What read models are folded from: whatever happens at a desk, whichever aggregate it happens to. */
export type DeskEvent = CaseEvent | MajorIssueEvent;

/** A type of event belongs to one aggregate: read models, personal fields and subscriptions go by the type alone. */
type Twice = CaseEvent['type'] & MajorIssueEvent['type'];

/** How all of it is stored. Does not compile where a type of event is there twice. */
export const deskEventSchemas: [Twice] extends [never] ? EventSchemas<DeskEvent> : Twice = {
  ...caseEventSchemas,
  ...majorIssueEventSchemas,
};
