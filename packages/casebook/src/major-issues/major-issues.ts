import { attaching } from './attaching';
import { ending } from './ending';
import { identifying } from './identifying';
import type { IssueDesking } from './issue-desk';
import { openingCases } from './opening-cases';
import { proposing } from './proposing';
import { resolving } from './resolving';
import { showing } from './showing';
import { updating } from './updating';

/**
 * What many customers suffer from at once, led as one: who is affected, their cases, what they are told, and what solves all of them.
 * From its end to its beginning here, since the reference lists what comes last first.
 */
export const majorIssuesOf = (desk: IssueDesking) => ({
  ...showing(desk),
  ...ending(desk),
  ...resolving(desk),
  ...updating(desk),
  ...attaching(desk),
  ...openingCases(desk),
  ...identifying(desk),
  ...proposing(desk),
});

export type MajorIssues = ReturnType<typeof majorIssuesOf>;
