import { sql, type Kysely } from 'kysely';
import { turnHasCome, type Stage } from '@casebook/domain';
import type { Instant } from '@casebook/vocabulary';
import type { QueueQuestion } from './queues';
import type { QueueTables } from './tables';

/** `next`: its turn has come; `blocked`: it waits for other tasks, or for the case to come to its stage. */
export type TaskState = 'next' | 'blocked' | 'done' | 'skipped' | 'superseded';

/** A task of a case as it stands. */
export interface CaseTask {
  readonly stream: string;
  readonly number: string;
  readonly taskId: string;
  /** Null once erased. */
  readonly title: string | null;
  readonly state: TaskState;
  readonly doneBy: string;
  /** What has to wait for it: resolution or closure. */
  readonly neededFor: string | null;
  readonly stage: Stage | null;
  /** The open tasks that must be over before, by their ids. */
  readonly waitsFor: ReadonlyArray<string>;
  readonly playbook: string | null;
  /** Its own, else that of the case. */
  readonly team: string | null;
  /** Who is to do it; for a task of nobody's whoever has the case. */
  readonly agent: string | null;
  readonly blocks: string | null;
  readonly since: Instant;
  readonly dueAt: Instant | null;
  readonly until: Instant | null;
  /** What came of it, or why somebody skipped it. */
  readonly remark: string | null;
  /** Why a rule skipped it. */
  readonly because: string | null;
}

const tasksOf = (db: Kysely<QueueTables>, { tenant, at }: QueueQuestion) =>
  db
    .selectFrom('tasks as task')
    .innerJoin('queue_entries as entry', (join) =>
      join.onRef('entry.tenant', '=', 'task.tenant').onRef('entry.stream', '=', 'task.stream'),
    )
    .where('task.tenant', '=', tenant)
    .where('task.since', '<=', at)
    .select((eb) => [
      'task.stream',
      'entry.number',
      'task.task_id as taskId',
      'task.title',
      'task.done_by as doneBy',
      'task.needed_for as neededFor',
      'task.stage',
      sql<ReadonlyArray<string>>`${eb
        .selectFrom('tasks as before')
        .whereRef('before.tenant', '=', 'task.tenant')
        .whereRef('before.stream', '=', 'task.stream')
        .where('before.until', 'is', null)
        .where(sql<boolean>`jsonb_exists(${sql.ref('task.depends_on')}, ${sql.ref('before.task_id')})`)
        .select(
          sql`coalesce(jsonb_agg(${sql.ref('before.task_id')} order by ${sql.ref('before.place')}), '[]')`.as('ids'),
        )}`.as('waitsFor'),
      'entry.stage as reached',
      'task.playbook',
      eb.fn.coalesce('task.team', 'entry.team').as('team'),
      eb.fn.coalesce('task.agent', 'entry.assignee').as('agent'),
      'task.blocks',
      'task.since',
      'task.due_at as dueAt',
      'task.until',
      'task.outcome',
      'task.remark',
      'task.because',
    ]);

type Found = Awaited<ReturnType<ReturnType<typeof tasksOf>['execute']>>[number];

const ended: { readonly [outcome: string]: TaskState } = { done: 'done', skipped: 'skipped' };

const asItStands = ({ reached, outcome, ...task }: Found): CaseTask => {
  const isNext = turnHasCome(task.stage, reached, task.waitsFor);
  return { ...task, state: outcome === null ? (isNext ? 'next' : 'blocked') : (ended[outcome] ?? 'superseded') };
};

/** All tasks of a case in the order in which they were added: what is done, what is next, what waits for what, and what was skipped why. */
export const casesTasks = async (
  db: Kysely<QueueTables>,
  question: QueueQuestion & { readonly number: string },
): Promise<ReadonlyArray<CaseTask>> => {
  const found = await tasksOf(db, question).where('entry.number', '=', question.number).orderBy('task.place').execute();
  return found.map(asItStands);
};

/** The tasks whose turn has come, of cases that are not over: what is due first, then what was added first. */
export const taskQueue = async (
  db: Kysely<QueueTables>,
  question: QueueQuestion & { readonly agent?: string; readonly team?: string },
): Promise<ReadonlyArray<CaseTask>> => {
  const { agent, team } = question;
  const found = await tasksOf(db, question)
    .where('task.until', 'is', null)
    .where('task.done_by', '=', 'desk')
    .where('entry.status', 'in', ['New', 'Open', 'Waiting', 'Resolved'])
    .$if(agent !== undefined, (query) =>
      query.where((eb) => eb(eb.fn.coalesce('task.agent', 'entry.assignee'), '=', agent ?? '')),
    )
    .$if(team !== undefined, (query) =>
      query.where((eb) => eb(eb.fn.coalesce('task.team', 'entry.team'), '=', team ?? '')),
    )
    .orderBy('task.due_at', (order) => order.asc().nullsLast())
    .orderBy('task.since')
    .orderBy('entry.number')
    .orderBy('task.place')
    .execute();
  return found.map(asItStands).filter(({ state }) => state === 'next');
};
