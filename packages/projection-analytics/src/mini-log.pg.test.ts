import { deskEventSchemas, type CaseEvent, type DeskEvent } from '@casebook/domain';
import { happened } from '@casebook/domain/testing';
import { eventCodec } from '@casebook/event-store';
import { testDatabases } from '@casebook/event-store-postgres/testing';
import { openReadModels, type ReadModels } from '@casebook/projection';
import { recordedLog } from '@casebook/projection/contract';
import { Instant, literal, TenantId, textOf } from '@casebook/vocabulary';
import * as E from 'fp-ts/Either';
import { sql, type Kysely } from 'kysely';
import { agentLoad } from './agent-load';
import { analystSchema, analystViews } from './analyst-views';
import { assessments } from './assessments';
import { assignmentIntervals } from './assignment-intervals';
import { backlog } from './backlog';
import { caseFacts } from './case-facts';
import { categorizations } from './categorizations';
import { costEntries } from './cost-entries';
import { majorIssueCases } from './major-issue-cases';
import { majorIssues } from './major-issues';
import { knowledge } from './knowledge';
import { knowledgeGaps } from './knowledge-gaps';
import { knowledgeUses } from './knowledge-uses';
import { qualityReviews } from './quality-reviews';
import { qualityScores } from './quality-scores';
import { quality } from './quality';
import { report } from './report';
import { satisfaction } from './satisfaction';
import { serviceLevels } from './service-levels';
import { stageIntervals } from './stage-intervals';
import { statusIntervals } from './status-intervals';
import { surveys } from './surveys';
import type { AnalyticsTables } from './tables';
import { volumeByDay } from './volume-by-day';
import { waitIntervals } from './wait-intervals';

const mon = (time: string) => `2026-06-15T${time}`;
const tue = (time: string) => `2026-06-16T${time}`;
const wed = (time: string) => `2026-06-17T${time}`;
const thu = (time: string) => `2026-06-18T${time}`;
const fri = (time: string) => `2026-06-19T${time}`;
const instant = (minute: string): Instant => literal(Instant, `${minute}:00.000Z`);

const routed = (at: string, team: string) => happened('CaseRouted', at, { team });
const reply = (at: string) => happened('MessageSent', at);

const work = { credited: 'ada', team: 'T1' };
const points = (tone: number, short: boolean) => ({
  criterion: textOf('tone'),
  score: tone,
  max: 5,
  weight: 100,
  short,
});

/** A week of a desk, small enough to count by hand. */
const week: { readonly [id: string]: ReadonlyArray<CaseEvent> } = {
  A: [
    happened('CaseCreated', mon('09:00'), { channel: 'email' }),
    routed(mon('09:00'), 'T1'),
    happened('CaseAssigned', mon('09:05'), { agent: 'ada' }),
    reply(mon('09:20')),
    happened('KnowledgeUsed', mon('09:30'), { article: 'dark', use: 'consulted' }),
    happened('KnowledgeUsed', mon('09:40'), { useId: 'use-2', article: 'dark', use: 'solved' }),
    happened('ServiceLevelReported', mon('10:00'), { outcome: 'met' }),
    happened('CaseResolved', mon('10:00')),
    happened('CaseClosed', mon('11:00')),
    happened('SurveyOffered', mon('11:00'), { credited: 'ada' }),
    happened('SurveyAnswered', mon('11:05'), { score: 5 }),
    happened('QualityReviewed', tue('09:00'), { ...work, scores: [points(3, true)], total: 6_000, passed: false }),
    happened('QualityReviewAppealed', tue('10:00')),
    happened('QualityReviewed', wed('09:00'), {
      ...work,
      reviewId: 'review-2',
      scores: [points(4, false)],
      total: 8_000,
      replaces: { reviewId: textOf('review-1'), reason: 'appeal' },
    }),
  ],
  B: [
    happened('CaseCreated', mon('09:30'), { channel: 'phone' }),
    routed(mon('09:30'), 'T1'),
    reply(mon('11:30')),
    happened('KnowledgeUsed', mon('12:00'), { article: 'dark', use: 'sent' }),
    happened('KnowledgeUsed', mon('14:00'), { useId: 'use-2', article: 'dark', use: 'solved' }),
    happened('KnowledgeUsed', mon('14:01'), { useId: 'use-3', article: 'slow', version: 2, use: 'outdated' }),
    routed(mon('13:00'), 'T2'),
    happened('CaseResolved', mon('15:00')),
    happened('CaseReopened', wed('10:00')),
    happened('ServiceLevelReported', wed('12:00'), { outcome: 'missed' }),
    happened('CaseResolved', wed('12:00')),
    happened('SurveyOffered', wed('12:00'), { surveyId: 'survey-2', cycle: 2 }),
    happened('SurveyAnswered', thu('10:00'), { surveyId: 'survey-2', score: 2 }),
  ],
  C: [
    happened('CaseCreated', mon('16:00'), { channel: 'chat' }),
    happened('KnowledgeGapReported', mon('16:10')),
    happened('KnowledgeGapReported', mon('16:20'), { gapId: 'gap-2' }),
    happened('KnowledgeGapClosed', wed('10:00'), { gapId: 'gap-2' }),
    routed(mon('16:00'), 'T1'),
    happened('CaseAssigned', mon('16:30'), { agent: 'ada' }),
    reply(tue('09:15')),
    routed(tue('10:00'), 'T2'),
    happened('CaseAssigned', tue('10:00'), { assignmentId: 'assignment-2', agent: 'ben' }),
    routed(wed('09:00'), 'T1'),
    happened('CaseResolved', wed('16:00')),
    happened('SurveyOffered', wed('16:00')),
  ],
  D: [happened('CaseCreated', tue('10:00')), happened('CaseCancelled', tue('10:30'), { reason: 'spam' })],
  E: [
    happened('CaseCreated', tue('12:00')),
    routed(tue('12:00'), 'T2'),
    happened('CaseAssigned', tue('12:05'), { agent: 'ben' }),
    happened('AssignmentAccepted', tue('12:10'), { agent: 'ben' }),
    reply(tue('12:30')),
    happened('WaitStarted', tue('13:00')),
    happened('WaitEnded', thu('09:00'), { cause: 'answered' }),
  ],
  F: [happened('CaseCreated', tue('14:00')), happened('CaseCancelled', tue('14:10'), { reason: 'duplicate' })],
};

const tenant = literal(TenantId, 'acme');
const codec = eventCodec<DeskEvent>(deskEventSchemas);
const projections = [
  caseFacts,
  statusIntervals,
  stageIntervals,
  waitIntervals,
  assignmentIntervals,
  serviceLevels,
  categorizations,
  assessments,
  surveys,
  qualityReviews,
  qualityScores,
  costEntries,
  majorIssues,
  majorIssueCases,
  knowledgeUses,
  knowledgeGaps,
];

/** The week as a log records it, event by event as they happened. */
const recordedWeek = () => {
  const log = recordedLog();
  Object.entries(week)
    .flatMap(([id, events]) => events.map((event) => ({ id, event })))
    .sort((a, b) => (a.event.at < b.event.at ? -1 : a.event.at > b.event.at ? 1 : 0))
    .forEach(({ id, event }) => log.record({ id, ...codec.encode(event) }));
  return log;
};

const done = async <A>(task: () => Promise<E.Either<unknown, A>>): Promise<A> => {
  const answer = await task();
  if (E.isLeft(answer)) throw new Error(JSON.stringify(answer.left));
  return answer.right;
};

/** How long cases of each category waited for the customer. */
const hoursWaited = `
-- #region hours-waited
select f.category_last, sum(w.hours) as hours_waited, count(distinct w.stream) as cases
from casebook_analytics.wait_interval w
join casebook_analytics.fact_case f using (tenant, stream)
where w.waiting_on = 'customer'
group by f.category_last
order by hours_waited desc nulls last;
-- #endregion
`;

/** The backlog by team at an instant. */
const backlogByTeam = `
-- #region backlog-by-team
select a.team, count(*) as cases
from casebook_analytics.status_interval s
left join casebook_analytics.assignment_interval a
  on a.tenant = s.tenant and a.stream = s.stream
 and a.since <= '2026-06-16T14:05:00Z' and (a.until is null or a.until > '2026-06-16T14:05:00Z')
where s.open
  and s.since <= '2026-06-16T14:05:00Z' and (s.until is null or s.until > '2026-06-16T14:05:00Z')
group by a.team
order by cases desc;
-- #endregion
`;

describe.each(testDatabases)('the figures of a week counted by hand, on $name', ({ open }) => {
  let database: Awaited<ReturnType<typeof open>>;
  let models: ReadModels;
  let db: Kysely<AnalyticsTables>;

  beforeAll(async () => {
    database = await open();
    models = openReadModels({
      db: database.kysely,
      schema: database.schema,
      log: recordedWeek(),
      codec,
      projections,
    });
    await done(models.migrate());
    db = models.db;
    for (const statement of analystViews(database.schema)) await sql.raw(statement).execute(database.kysely);
  }, 60_000);
  afterAll(() => database.close());

  test('are those of the report', async () => {
    expect(await report(db, { tenant, at: instant(fri('17:00')) })).toEqual({
      cases: 6,
      sourceRows: 0,
      sla: { met: 1, missed: 1, undecided: 4, share: 0.5 },
      resolution: { cases: 3, hours: { median: 5.5, mean: 18.166667, p90: 39.5 } },
      undisturbed: { cases: 1, share: 0.333333 },
      reopens: { count: 1, cases: 1 },
      handovers: { team: 3, agent: 1 },
      variants: 5,
      topTeams: [
        { team: 'T1', cases: 2 },
        { team: 'T2', cases: 2 },
      ],
    });
  });

  test('leave out what was never told, and divide nothing by nothing', async () => {
    const { sla, ...figures } = await report(db, {
      tenant: literal(TenantId, 'other'),
      at: instant(fri('17:00')),
    });
    expect(sla).toBeUndefined();
    expect(figures).toEqual({
      cases: 0,
      sourceRows: 0,
      resolution: { cases: 0, hours: { median: null, mean: null, p90: null } },
      undisturbed: { cases: 0, share: null },
      reopens: { count: 0, cases: 0 },
      handovers: { team: 0, agent: 0 },
      variants: 0,
      topTeams: [],
    });
  });

  test('are those of an earlier instant on the views as of it', async () => {
    const at = instant(tue('11:00'));
    const past = await done(models.asOf({ occurred: at }, ['case_facts']));
    const pastDb: Kysely<AnalyticsTables> = past.db;
    expect(await report(pastDb, { tenant, at })).toMatchObject({
      cases: 4,
      sla: { met: 1, missed: 0, undecided: 3, share: 1 },
      resolution: { cases: 2 },
      reopens: { count: 0, cases: 0 },
      handovers: { team: 2, agent: 1 },
    });
    await past.dispose();
  });

  test.each([
    [mon('12:00'), 1],
    [tue('11:00'), 1],
    [tue('14:05'), 3],
    [tue('15:00'), 2],
    [wed('11:00'), 3],
    [fri('17:00'), 1],
  ])('had a backlog at %s of %i', async (at, cases) => {
    expect(await backlog(db, { tenant, at: instant(at) })).toMatchObject({ cases });
  });

  test('tell the backlog by team, by status, and its oldest case', async () => {
    expect(await backlog(db, { tenant, at: instant(tue('14:05')) })).toEqual({
      cases: 3,
      new: 2,
      open: 0,
      waiting: 1,
      oldest: instant(mon('16:00')),
      teams: [
        { team: 'T2', cases: 2, new: 1, open: 0, waiting: 1, oldest: instant(mon('16:00')) },
        { team: null, cases: 1, new: 1, open: 0, waiting: 0, oldest: instant(tue('14:00')) },
      ],
    });
    expect(await backlog(db, { tenant, at: instant('2026-06-14T09:00') })).toMatchObject({
      cases: 0,
      oldest: null,
    });
  });

  test('tell what came and went on each day, and from that the backlog again', async () => {
    const [from, to] = [instant('2026-06-15T00:00'), instant('2026-06-20T00:00')];
    const days = await volumeByDay(db, { tenant, from, to });
    expect(days).toEqual([
      { day: '2026-06-15', created: 3, resolved: 2, reopened: 0, cancelled: 0, merged: 0, unmerged: 0 },
      { day: '2026-06-16', created: 3, resolved: 0, reopened: 0, cancelled: 2, merged: 0, unmerged: 0 },
      { day: '2026-06-17', created: 0, resolved: 2, reopened: 1, cancelled: 0, merged: 0, unmerged: 0 },
      { day: '2026-06-18', created: 0, resolved: 0, reopened: 0, cancelled: 0, merged: 0, unmerged: 0 },
      { day: '2026-06-19', created: 0, resolved: 0, reopened: 0, cancelled: 0, merged: 0, unmerged: 0 },
    ]);
    const left = days.reduce((open, day) => open + day.created + day.reopened - day.resolved - day.cancelled, 0);
    expect(await backlog(db, { tenant, at: to })).toMatchObject({ cases: left });
  });

  test('tell what customers think: one of two answers is good, and two of three who were asked have answered', async () => {
    const span = { tenant, from: instant(mon('00:00')), to: instant('2026-06-22T00:00') };
    const of = { kind: 'CSAT' } as const;
    expect(await satisfaction(db, { ...span, at: instant(fri('17:00')) })).toEqual([
      { ...of, agent: 'ada', offered: 1, answered: 1, responseRate: 100, mean: 5, score: 100 },
      { ...of, agent: null, offered: 2, answered: 1, responseRate: 50, mean: 2, score: 0 },
    ]);
  });

  test('tell what articles were good for, and what is missing: two of three resolved cases had one, and one solution did not hold', async () => {
    const span = { tenant, from: instant(mon('00:00')), to: instant('2026-06-22T00:00') };
    const dark = { article: 'dark', version: 1, consulted: 1, sent: 1, solved: 2, outdated: [] };
    const slow = { article: 'slow', version: 2, consulted: 0, sent: 0, solved: 0, reopened: 0, outdated: ['C-1'] };
    expect(await knowledge(db, { ...span, at: instant(fri('17:00')) })).toEqual({
      resolved: 3,
      withArticle: 2,
      share: 0.666667,
      articles: [{ ...dark, reopened: 1 }, slow],
      gaps: [{ category: null, open: 1, filled: 0, declined: 1, cases: ['C-1'] }],
    });
    // Articles and gaps are told by intervals, and so is their past.
    expect(await knowledge(db, { ...span, at: instant(tue('09:00')) })).toMatchObject({
      articles: [{ ...dark, reopened: 0 }, slow],
      gaps: [{ open: 2, filled: 0, declined: 0 }],
    });
  });

  test('tell how well cases were handled: of two reviews the one stands that an appeal brought', async () => {
    const span = { tenant, from: instant(mon('00:00')), to: instant('2026-06-22T00:00') };
    const of = { scorecard: 'handling', agent: 'ada', team: 'T1', reviews: 1 };
    const tone = { criterion: 'tone', reviews: 1 };
    expect(await quality(db, { ...span, at: instant(fri('17:00')) })).toEqual([
      {
        ...of,
        mean: 80,
        passed: 1,
        passedShare: 100,
        appealed: 1,
        granted: 1,
        criteria: [{ ...tone, mean: 80, short: 0 }],
      },
    ]);
    expect(await quality(db, { ...span, at: instant(tue('09:30')) })).toEqual([
      {
        ...of,
        mean: 60,
        passed: 0,
        passedShare: 0,
        appealed: 0,
        granted: 0,
        criteria: [{ ...tone, mean: 60, short: 1 }],
      },
    ]);
  });

  test('tell who had how much', async () => {
    expect(await agentLoad(db, { tenant, at: instant(tue('09:00')) })).toEqual([
      { agent: 'ada', cases: 1, waiting: 0 },
    ]);
    expect(await agentLoad(db, { tenant, at: instant(tue('14:05')) })).toEqual([
      { agent: 'ben', cases: 2, waiting: 1 },
    ]);
  });

  test('can be asked by analysts in a schema of their own', async () => {
    const schema = analystSchema(database.schema);
    const { rows } = await sql`
      select number, hours_to_first_resolution::float8 as hours, undisturbed
      from ${sql.table(`${schema}.fact_case`)} where first_resolved_at is not null order by stream`.execute(
      database.kysely,
    );
    expect(rows).toEqual([
      { number: 'C-1', hours: 1, undisturbed: true },
      { number: 'C-1', hours: 5.5, undisturbed: false },
      { number: 'C-1', hours: 48, undisturbed: false },
    ]);
    const open = await sql`
      select sum(extract(epoch from coalesce(until, '2026-06-20T00:00:00Z') - since) / 3600)::float8 as hours
      from ${sql.table(`${schema}.status_interval`)} where open`.execute(database.kysely);
    expect(open.rows).toEqual([{ hours: expect.closeTo(141.166667, 5) }]);
  });

  test('answer the questions that the documentation asks', async () => {
    const asked = (query: string) =>
      sql.raw(query.replaceAll('casebook_analytics', analystSchema(database.schema))).execute(database.kysely);
    expect((await asked(hoursWaited)).rows).toEqual([{ category_last: null, hours_waited: 44, cases: 1 }]);
    expect((await asked(backlogByTeam)).rows).toEqual([
      { team: 'T2', cases: 2 },
      { team: null, cases: 1 },
    ]);
  });

  test('explain themselves: every view of an analyst and every column of it has a comment', async () => {
    const { rows } = await sql`
      select c.relname, a.attname from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0
      where c.relnamespace = ${analystSchema(database.schema)}::regnamespace
        and (col_description(c.oid, a.attnum) is null or obj_description(c.oid) is null)`.execute(database.kysely);
    expect(rows).toEqual([]);
  });
});
