import { sql, type Kysely } from 'kysely';
import { caseCategory, majorIssueCategory, type IssueStatus } from '@casebook/domain';
import type { Instant, TenantId } from '@casebook/vocabulary';
import type { AnalyticsQuestion, AnalyticsTables } from './tables';

/** A major issue as it stands, with how far its cases are. */
export interface MajorIssueItem {
  readonly id: string;
  readonly title: string;
  readonly impact: string;
  readonly status: IssueStatus;
  readonly proposedBy: string;
  readonly proposedAt: Instant;
  readonly decidedBy: string | null;
  /** Found to be affected. */
  readonly customers: number;
  /** Attached. */
  readonly cases: number;
  /** Of these: still to be resolved. */
  readonly open: number;
  readonly updates: number;
  readonly lastUpdateAt: Instant | null;
  readonly code: string | null;
  readonly resolvedAt: Instant | null;
  readonly closedAt: Instant | null;
}

/** A case that a major issue leads. */
export interface MajorIssueCase {
  readonly caseId: string;
  readonly number: string;
  readonly customer: string | null;
  readonly opened: string;
  readonly since: Instant;
  /** Of the case. */
  readonly status: string;
}

const streamsOf = (category: string, tenant: TenantId): string => `${category}-${tenant}_`;

const attached = (db: Kysely<AnalyticsTables>, { tenant, at }: AnalyticsQuestion) =>
  db
    .selectFrom('major_issue_cases as attached')
    .innerJoin('case_facts as fact', (join) =>
      join
        .onRef('fact.tenant', '=', 'attached.tenant')
        .on(
          'fact.stream',
          '=',
          sql<string>`${streamsOf(caseCategory, tenant)}::text || ${sql.ref('attached.case_id')}`,
        ),
    )
    .where('attached.tenant', '=', tenant)
    .where('attached.since', '<=', at)
    .where('attached.until', 'is', null);

/** All major issues, those that are open first, each time the newest first. */
export const majorIssueBoard = async (
  db: Kysely<AnalyticsTables>,
  question: AnalyticsQuestion,
): Promise<ReadonlyArray<MajorIssueItem>> => {
  const issues = await db
    .selectFrom('major_issues as issue')
    .leftJoin(
      attached(db, question)
        .groupBy('attached.stream')
        .select(({ fn }) => [
          'attached.stream',
          fn.countAll<number>().as('cases'),
          fn.countAll<number>().filterWhere('fact.open', '=', true).as('open'),
        ])
        .as('led'),
      (join) => join.onRef('led.stream', '=', 'issue.stream'),
    )
    .where('issue.tenant', '=', question.tenant)
    .where('issue.proposed_at', '<=', question.at)
    .select([
      'issue.stream',
      'issue.title',
      'issue.impact',
      'issue.status',
      'issue.proposed_by as proposedBy',
      'issue.proposed_at as proposedAt',
      'issue.decided_by as decidedBy',
      'issue.customers',
      'led.cases',
      'led.open',
      'issue.updates',
      'issue.last_update_at as lastUpdateAt',
      'issue.code',
      'issue.resolved_at as resolvedAt',
      'issue.closed_at as closedAt',
    ])
    .orderBy('issue.open', 'desc')
    .orderBy('issue.proposed_at', 'desc')
    .orderBy('issue.stream')
    .execute();
  const prefix = streamsOf(majorIssueCategory, question.tenant).length;
  return issues.map(({ stream, cases, open, ...issue }) => ({
    id: stream.slice(prefix),
    ...issue,
    cases: cases ?? 0,
    open: open ?? 0,
  }));
};

/** The cases that are attached to a major issue, in the order in which they were. */
export const casesOfMajorIssue = (
  db: Kysely<AnalyticsTables>,
  question: AnalyticsQuestion & { readonly id: string },
): Promise<ReadonlyArray<MajorIssueCase>> =>
  attached(db, question)
    .where('attached.stream', '=', `${streamsOf(majorIssueCategory, question.tenant)}${question.id}`)
    .select([
      'attached.case_id as caseId',
      'attached.number',
      'attached.customer',
      'attached.opened',
      'attached.since',
      'fact.status',
    ])
    .orderBy('attached.since')
    .orderBy('attached.number')
    .execute();
