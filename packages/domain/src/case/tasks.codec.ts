import * as t from 'io-ts';
import { AgentId, Instant, nullable, personal, TeamId, Text } from '@casebook/vocabulary';
import { DecisionCodec } from '../decision.codec';
import { DoneByCodec, NeededForCodec } from '../rulebook/playbooks.codec';
import { first, type CommandCodecs, type EventSchemas } from '../schema';
import { StageCodec } from './stage-order.codec';
import type { Tasks } from './tasks';

const run = { runId: Text, playbook: Text, rulebook: t.number };

const task = {
  taskId: Text,
  title: personal(Text),
  doneBy: DoneByCodec,
  neededFor: nullable(NeededForCodec),
  stage: nullable(StageCodec),
  dependsOn: t.readonlyArray(Text, 'a list of tasks'),
  team: nullable(TeamId),
  agent: nullable(AgentId),
  dueAt: nullable(Instant),
  blocks: nullable(Text),
};

const assigned = { taskId: Text, team: nullable(TeamId), agent: nullable(AgentId) };

export const tasksSchemas: EventSchemas<Tasks['event']> = {
  PlaybookStarted: first(
    t.strict({
      type: t.literal('PlaybookStarted'),
      at: Instant,
      ...run,
      decision: nullable(DecisionCodec),
    }),
  ),
  TaskAdded: first(
    t.strict({
      type: t.literal('TaskAdded'),
      at: Instant,
      ...task,
      of: nullable(t.strict({ ...run, step: Text })),
    }),
  ),
  TaskAssigned: first(t.strict({ type: t.literal('TaskAssigned'), at: Instant, ...assigned })),
  TaskEnded: first(
    t.strict({
      type: t.literal('TaskEnded'),
      at: Instant,
      taskId: Text,
      outcome: t.keyof({ done: null, skipped: null, superseded: null }, 'done, skipped or superseded'),
      remark: personal(nullable(Text)),
      decision: nullable(DecisionCodec),
    }),
  ),
};

export const tasksCommands: CommandCodecs<Tasks['command']> = {
  StartPlaybook: t.strict({ type: t.literal('StartPlaybook'), at: Instant, playbook: Text }),
  AddTask: t.strict({ type: t.literal('AddTask'), at: Instant, ...task }),
  AssignTask: t.strict({ type: t.literal('AssignTask'), at: Instant, ...assigned }),
  EndTask: t.strict({
    type: t.literal('EndTask'),
    at: Instant,
    taskId: Text,
    outcome: t.keyof({ done: null, skipped: null }, 'done or skipped'),
    by: DoneByCodec,
    remark: personal(nullable(Text)),
  }),
};
