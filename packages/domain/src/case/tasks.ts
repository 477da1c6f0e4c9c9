import * as E from 'fp-ts/Either';
import { textOf, type AgentId, type Instant, type Personal, type TeamId, type Text } from '@casebook/vocabulary';
import type { Decision } from '../decision';
import type { Dated, Variant } from '../message';
import { fieldsIn, judge } from '../rulebook/condition';
import { inputsFrom } from '../rulebook/facts';
import { firstMatch } from '../rulebook/first-match';
import type { DoneBy, Playbook, PlaybookStep } from '../rulebook/playbook';
import type { Rules } from '../rulebook/rules';
import { stepDueAt } from '../rulebook/step-due';
import type { CaseState, CaseTopic } from './case';
import { factsOf } from './facts';
import { isOpen, ofCase, ofCaseNotOver, ofOpenCase, type CaseNotOpen, type CaseUnknown } from './gate';
import { isUnsaid } from './said';
import type { Stage } from './stage-order';
import { statusOf } from './status';
import { isOnTurn, tasksBefore, type OpenTask, type Run, type StepOfRun, type Task, type TaskOutcome } from './task';

export interface Tasks {
  readonly slice: {
    readonly open: ReadonlyArray<OpenTask>;
    readonly over: ReadonlyArray<{ readonly taskId: Text; readonly outcome: TaskOutcome }>;
    readonly runs: ReadonlyArray<Run & { readonly byRule: boolean }>;
    /** When the last was over that the closure had to wait for; null while none is. */
    readonly checkedAt: Instant | null;
  };
  readonly command:
    | Dated<'StartPlaybook', { playbook: Text }>
    | Dated<'AddTask', Task>
    /** Null: the team that has the case, and nobody in particular. */
    | Dated<'AssignTask', { taskId: Text; team: TeamId | null; agent: AgentId | null }>
    /** `remark` says what came of it; whoever skips a task says why. */
    | Dated<'EndTask', { taskId: Text; outcome: 'done' | 'skipped'; by: DoneBy; remark: Personal<Text> | null }>;
  readonly event:
    | Dated<'PlaybookStarted', Run & { decision: Decision | null }>
    | Dated<'TaskAdded', Task & { of: StepOfRun | null }>
    | Dated<'TaskAssigned', { taskId: Text; team: TeamId | null; agent: AgentId | null }>
    | Dated<
        'TaskEnded',
        {
          taskId: Text;
          outcome: TaskOutcome;
          remark: Personal<Text> | null;
          /** Why a rule skipped it; null where none did. */
          decision: Decision | null;
        }
      >;
  readonly rejection:
    | CaseUnknown
    | CaseNotOpen
    | Variant<'PlaybookUnknown', { playbook: Text }>
    | Variant<'TitleMissing'>
    | Variant<'RemarkMissing'>
    | Variant<'TaskUnknown', { taskId: Text }>
    | Variant<'TaskOver', { taskId: Text; outcome: TaskOutcome }>
    /** Its turn has not come: these must be over before, or the case must come to the stage. */
    | Variant<'TaskNotOnTurn', { taskId: Text; after: ReadonlyArray<Text>; stage: Stage | null }>
    /** Customers do what is theirs to do, and skip nothing. */
    | Variant<'NotCustomersTask', { taskId: Text }>;
}

type Event = Tasks['event'];

const ended =
  (at: Instant, outcome: TaskOutcome, remark: Personal<Text> | null = null, decision: Decision | null = null) =>
  ({ taskId }: Pick<Task, 'taskId'>): Event => ({ type: 'TaskEnded', at, taskId, outcome, remark, decision });

const supersedeAll = ({ at }: { readonly at: Instant }, { tasks: { open } }: CaseState): ReadonlyArray<Event> =>
  open.map(ended(at, 'superseded'));

const playbookOf = (rules: Rules, { playbook, rulebook }: Run): Playbook | undefined =>
  rules.has(rulebook) ? rules.version(rulebook).playbooks.find(({ name }) => name === playbook) : undefined;

const taskOf = (runId: Text, step: Text): Text => textOf(`${runId}/${step}`);

const started = (
  { at }: { readonly at: Instant },
  { tasks: { runs } }: CaseState,
  playbook: Text,
  rulebook: number,
  decision: Decision | null,
): Event => ({
  type: 'PlaybookStarted',
  at,
  runId: textOf(`playbook-${runs.length + 1}`),
  playbook,
  rulebook,
  decision,
});

/** The playbook that a rule wants, in the place of the one that another rule wanted before. */
const startedByRule = (event: { readonly at: Instant }, state: CaseState, rules: Rules): ReadonlyArray<Event> => {
  const rulebook = rules.at(event.at);
  if (rulebook.playbooks.length === 0 || !isOpen(statusOf(state.standing))) return [];
  const match = firstMatch(rulebook.version, rulebook.playbooks, factsOf(state, rulebook), ({ name }) => name);
  const { runs, open } = state.tasks;
  const current = runs.filter(({ byRule }) => byRule).at(-1);
  if (match === undefined || match.rule.name === current?.playbook) return [];
  return [
    ...open.filter(({ of }) => of !== null && of.runId === current?.runId).map(ended(event.at, 'superseded')),
    started(event, state, match.rule.name, rulebook.version, match.decision),
  ];
};

/** Why a step is not for this case, once its turn has come; null where it is, or where nobody knows the step any more. */
const whyNot = (task: OpenTask, state: CaseState, rules: Rules): Decision | null => {
  const { of } = task;
  const step = of === null ? undefined : playbookOf(rules, of)?.steps.find((one) => one.step === of.step);
  if (of === null || step === undefined || !isOnTurn(task, state)) return null;
  const facts = factsOf(state, rules.version(of.rulebook));
  const { holds, because } = judge(step.when, facts);
  return holds
    ? null
    : {
        rulebook: of.rulebook,
        rule: textOf(`${of.playbook}: ${step.step}`),
        inputs: inputsFrom(facts, fieldsIn([step.when])),
        alternatives: [],
        because,
      };
};

/** Skips the steps whose turn has come and that are not for this case. */
const skipped = ({ at }: { readonly at: Instant }, state: CaseState, rules: Rules): ReadonlyArray<Event> =>
  state.tasks.open.flatMap((task) => {
    const decision = whyNot(task, state, rules);
    return decision === null ? [] : [ended(at, 'skipped', null, decision)(task)];
  });

const reconsidered = (event: { readonly at: Instant }, state: CaseState, rules: Rules): ReadonlyArray<Event> => {
  const begun = startedByRule(event, state, rules);
  return begun.length > 0 ? begun : skipped(event, state, rules);
};

const addedFrom = (
  { step, stage, after, doneBy, team, neededFor, blocks }: PlaybookStep,
  { runId, playbook, rulebook }: Run,
  at: Instant,
  dueAt: Instant | null,
): Event => ({
  type: 'TaskAdded',
  at,
  taskId: taskOf(runId, step),
  title: step,
  doneBy,
  neededFor,
  stage,
  dependsOn: after.map((before) => taskOf(runId, before)),
  team,
  agent: null,
  dueAt,
  blocks,
  of: { runId, playbook, rulebook, step },
});

const isKnown = ({ tasks: { open, over } }: CaseState, id: Text): boolean =>
  [...open, ...over].some(({ taskId }) => taskId === id);

/** A task that a command names. */
const openTask = (state: CaseState, id: Text): E.Either<Tasks['rejection'], OpenTask> => {
  const { open, over } = state.tasks;
  const task = open.find(({ taskId }) => taskId === id);
  if (task !== undefined) return E.right(task);
  const past = over.find(({ taskId }) => taskId === id);
  return E.left(
    past === undefined ? { type: 'TaskUnknown', taskId: id } : { type: 'TaskOver', taskId: id, outcome: past.outcome },
  );
};

/** What is to be done for a case: the steps of its playbooks, and what people add. */
export const tasks: CaseTopic<Tasks> = {
  initial: { open: [], over: [], runs: [], checkedAt: null },
  decide: {
    StartPlaybook: (command, state, rules) => {
      const status = ofOpenCase(state);
      if (E.isLeft(status)) return status;
      const { version, playbooks } = rules.at(command.at);
      const { playbook } = command;
      if (!playbooks.some(({ name }) => name === playbook)) return E.left({ type: 'PlaybookUnknown', playbook });
      const { runs, open } = state.tasks;
      const isRunning = runs.some(
        (run) => run.playbook === playbook && open.some(({ of }) => of !== null && of.runId === run.runId),
      );
      return E.right(isRunning ? [] : [started(command, state, playbook, version, null)]);
    },
    AddTask: (command, state) => {
      const status = ofCaseNotOver(state);
      if (E.isLeft(status)) return status;
      if (isKnown(state, command.taskId)) return E.right([]);
      if (isUnsaid(command.title)) return E.left({ type: 'TitleMissing' });
      const unknown = command.dependsOn.find((before) => !isKnown(state, before));
      return unknown === undefined
        ? E.right([{ ...command, type: 'TaskAdded', of: null }])
        : E.left({ type: 'TaskUnknown', taskId: unknown });
    },
    AssignTask: ({ at, taskId, team, agent }, state) => {
      const status = ofCaseNotOver(state);
      if (E.isLeft(status)) return status;
      const task = openTask(state, taskId);
      if (E.isLeft(task)) return task;
      return E.right(
        task.right.team === team && task.right.agent === agent
          ? []
          : [{ type: 'TaskAssigned', at, taskId, team, agent }],
      );
    },
    EndTask: ({ at, taskId, outcome, by, remark }, state) => {
      const status = ofCase(state);
      if (E.isLeft(status)) return status;
      const known = openTask(state, taskId);
      if (E.isLeft(known))
        return known.left.type === 'TaskOver' && known.left.outcome === outcome ? E.right([]) : known;
      const notOver = ofCaseNotOver(state);
      if (E.isLeft(notOver)) return notOver;
      const task = known.right;
      if (by === 'customer' && (task.doneBy === 'desk' || outcome === 'skipped'))
        return E.left({ type: 'NotCustomersTask', taskId });
      if (outcome === 'skipped')
        return isUnsaid(remark) ? E.left({ type: 'RemarkMissing' }) : E.right([ended(at, outcome, remark)(task)]);
      return isOnTurn(task, state)
        ? E.right([ended(at, outcome, remark)(task)])
        : E.left({ type: 'TaskNotOnTurn', taskId, after: tasksBefore(task, state), stage: task.stage });
    },
  },
  evolve: {
    PlaybookStarted: (slice, { runId, playbook, rulebook, decision }) => ({
      ...slice,
      runs: [...slice.runs, { runId, playbook, rulebook, byRule: decision !== null }],
    }),
    TaskAdded: (slice, { type: _, at: __, title: ___, dueAt: ____, ...task }) => ({
      ...slice,
      open: [...slice.open.filter(({ taskId }) => taskId !== task.taskId), task],
    }),
    TaskAssigned: (slice, { taskId, team, agent }) => ({
      ...slice,
      open: slice.open.map((task) => (task.taskId === taskId ? { ...task, team, agent } : task)),
    }),
    TaskEnded: ({ open, over, runs, checkedAt }, { at, taskId, outcome }) => {
      const task = open.find((one) => one.taskId === taskId);
      return {
        open: open.filter((one) => one !== task),
        over: task === undefined ? over : [...over, { taskId, outcome }],
        runs,
        checkedAt: task?.neededFor === 'closure' ? at : checkedAt,
      };
    },
  },
  follow: {
    CaseCreated: reconsidered,
    CaseDetailsRevised: reconsidered,
    CaseCategorized: reconsidered,
    CasePrioritized: reconsidered,
    CaseRouted: reconsidered,
    CaseAssigned: skipped,
    FindingRecorded: skipped,
    ResolutionPlanned: reconsidered,
    CaseResolved: skipped,
    CaseReopened: skipped,
    PlaybookStarted: (run, _, rules) =>
      (playbookOf(rules, run)?.steps ?? []).map((step) =>
        addedFrom(step, run, run.at, stepDueAt(rules, run.rulebook, step, run.at)),
      ),
    TaskAdded: skipped,
    TaskEnded: skipped,
    CaseClosed: supersedeAll,
    CaseCancelled: supersedeAll,
  },
};
