import type { Projection } from '@casebook/projection';
import { assessments } from './assessments';
import { assignmentIntervals } from './assignment-intervals';
import { caseFacts } from './case-facts';
import { categorizations } from './categorizations';
import { costEntries } from './cost-entries';
import { majorIssueCases } from './major-issue-cases';
import { majorIssues } from './major-issues';
import { knowledgeGaps } from './knowledge-gaps';
import { knowledgeUses } from './knowledge-uses';
import { qualityReviews } from './quality-reviews';
import { qualityScores } from './quality-scores';
import { surveys } from './surveys';
import { serviceLevels } from './service-levels';
import { stageIntervals } from './stage-intervals';
import { statusIntervals } from './status-intervals';
import { waitIntervals } from './wait-intervals';

interface Computed {
  readonly column: string;
  readonly sql: string;
  readonly comment: string;
}

interface AnalystView {
  readonly name: string;
  readonly of: Projection;
  /** What a stream is, where it is no case. */
  readonly about?: string;
  readonly computed: ReadonlyArray<Computed>;
}

const hours = (from: string, to: string): string => `extract(epoch from v.${to} - v.${from}) / 3600`;

const lasted: Computed = {
  column: 'hours',
  sql: hours('since', 'until'),
  comment: 'calendar hours from since to until; empty while it lasts',
};

const views: ReadonlyArray<AnalystView> = [
  {
    name: 'fact_case',
    of: caseFacts,
    computed: [
      {
        column: 'hours_to_first_response',
        sql: hours('created_at', 'first_response_at'),
        comment: 'calendar hours from created_at to first_response_at',
      },
      {
        column: 'hours_to_first_resolution',
        sql: hours('created_at', 'first_resolved_at'),
        comment: 'calendar hours from created_at to first_resolved_at',
      },
      {
        column: 'hours_to_last_resolution',
        sql: hours('created_at', 'last_resolved_at'),
        comment: 'calendar hours from created_at to last_resolved_at, time between cycles included',
      },
      {
        column: 'undisturbed',
        sql: 'v.first_resolved_at is not null and v.team_handovers = 0 and v.agent_handovers = 0 and v.reopens = 0',
        comment: 'resolved with no handover between teams, none between agents, and no reopening',
      },
    ],
  },
  { name: 'categorization', of: categorizations, computed: [lasted] },
  { name: 'assessment', of: assessments, computed: [] },
  { name: 'survey', of: surveys, computed: [] },
  {
    name: 'quality_review',
    of: qualityReviews,
    computed: [{ column: 'percent', sql: 'v.total / 100.0', comment: 'total in percent; empty before it is reviewed' }],
  },
  {
    name: 'quality_score',
    of: qualityScores,
    computed: [
      { column: 'percent', sql: 'v.score * 100.0 / v.max', comment: 'what was given of what there was to get' },
    ],
  },
  {
    name: 'cost_entry',
    of: costEntries,
    computed: [{ column: 'hours', sql: 'v.duration / 3600000.0', comment: 'duration in hours; empty for a cost' }],
  },
  { name: 'knowledge_use', of: knowledgeUses, computed: [] },
  { name: 'knowledge_gap', of: knowledgeGaps, computed: [] },
  { name: 'status_interval', of: statusIntervals, computed: [lasted] },
  { name: 'stage_interval', of: stageIntervals, computed: [lasted] },
  { name: 'wait_interval', of: waitIntervals, computed: [lasted] },
  { name: 'assignment_interval', of: assignmentIntervals, computed: [lasted] },
  {
    name: 'service_level',
    of: serviceLevels,
    computed: [
      { column: 'hours_target', sql: 'v.target / 3600000.0', comment: 'target in hours of working time' },
      { column: 'hours_used', sql: 'v.used / 3600000.0', comment: 'used in hours of working time' },
    ],
  },
  {
    name: 'major_issue',
    of: majorIssues,
    about: 'major issue',
    computed: [
      {
        column: 'hours_to_resolution',
        sql: hours('proposed_at', 'resolved_at'),
        comment: 'calendar hours from proposed_at to resolved_at; empty while it is open',
      },
    ],
  },
  { name: 'major_issue_case', of: majorIssueCases, about: 'major issue', computed: [lasted] },
];

const name = (identifier: string): string => `"${identifier.replaceAll('"', '""')}"`;
const constant = (text: string): string => `'${text.replaceAll("'", "''")}'`;

const columnsOf = ({ of, about = 'case', computed }: AnalystView): ReadonlyArray<Computed> => [
  { column: 'tenant', sql: 'v.tenant', comment: `whose ${about} it is` },
  { column: 'stream', sql: 'v.stream', comment: `names the ${about}: join on tenant and stream` },
  ...Object.entries(of.columns)
    .filter(([, { shown, personal }]) => shown && !personal) // what tells something about a person is no figure
    .map(([column, { comment }]) => ({ column, sql: `v.${name(column)}`, comment })),
  ...computed,
];

const selection = (view: AnalystView, from: string): string =>
  `select ${columnsOf(view)
    .map(({ column, sql }) => `${sql} as ${name(column)}`)
    .join(', ')} from ${name(from)}.${name(view.of.name)} v`;

const statements =
  (schema: string, into: string) =>
  (view: AnalystView): ReadonlyArray<string> => {
    const target = `${name(into)}.${name(view.name)}`;
    return [
      `drop view if exists ${target}`,
      `create view ${target} as ${selection(view, schema)}`,
      `comment on view ${target} is ${constant(view.of.comment)}`,
      ...columnsOf(view).map(
        ({ column, comment }) => `comment on column ${target}.${name(column)} is ${constant(comment)}`,
      ),
    ];
  };

/** The schema that analysts see, beside the one that holds the read models. */
export const analystSchema = (schema: string): string => `${schema}_analytics`;

/**
 * The statements that make the views for analysts anew, to be run in one transaction once the read models of this package
 * stand in `schema`. No view reads the clock.
 */
export const analystViews = (schema: string): ReadonlyArray<string> => [
  `create schema if not exists ${name(analystSchema(schema))}`,
  `comment on schema ${name(analystSchema(schema))} is 'What analysts query: figures and intervals of cases'`,
  ...views.flatMap(statements(schema, analystSchema(schema))),
];

/** The statements that make the same views in a schema that holds the read models themselves. */
export const analystViewsWithin = (schema: string): ReadonlyArray<string> => views.flatMap(statements(schema, schema));

/** Which read model each view shows. */
export const analystViewsOf: ReadonlyArray<{ readonly name: string; readonly of: string }> = views.map(
  ({ name: view, of }) => ({ name: view, of: of.name }),
);

/** The same views over those of these read models that another schema holds, for one transaction: they are gone with it. */
export const temporaryAnalystViews = (schema: string, names: ReadonlyArray<string>): ReadonlyArray<string> =>
  views
    .filter(({ of }) => names.includes(of.name))
    .map((view) => `create temporary view ${name(view.name)} as ${selection(view, schema)}`);
