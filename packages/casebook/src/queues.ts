import type * as TE from 'fp-ts/TaskEither';
import type { Kysely } from 'kysely';
import type { ParticipantRole, Rules } from '@casebook/domain';
import { caseFacts, qualityQueue, qualityReviews, type AnalyticsTables } from '@casebook/projection-analytics';
import {
  approvalQueue,
  approvals,
  caseTags,
  casesParticipants,
  consultationQueue,
  consultations,
  escalationQueue,
  escalations,
  nextCase,
  notifications,
  participants,
  queueCounts,
  queueEntries,
  casesTasks,
  reviewQueue,
  tagCounts,
  taggedCases,
  taskQueue,
  tasks,
  teamQueue,
  undelivered,
  watchedCases,
  worklist,
  type QueueTables,
} from '@casebook/projection-queues';
import type { Actor, TenantId } from '@casebook/vocabulary';
import type { Ask, When } from './ask';
import type { VersionsFailure } from './rulebooks';
import { similarTo } from './similar';

type Db = Kysely<QueueTables>;

const names = [queueEntries.name];
const ofTasks = [queueEntries.name, tasks.name];
const asked = [queueEntries.name, approvals.name];
const ofTags = [queueEntries.name, caseTags.name];
const watching = [queueEntries.name, participants.name];
const reviewed = [caseFacts.name, qualityReviews.name];

/** The lists that people work from. */
export const queuesOf = (tenant: TenantId, actor: Actor, ask: Ask, rules: TE.TaskEither<VersionsFailure, Rules>) => ({
  /** The open cases of a team, most urgent first; null: those that no team has yet. */
  team: (team: string | null, when?: When) => ask(names, (db: Db, at) => teamQueue(db, { tenant, at, team }), when),
  /** What somebody in a team should take up next; null where there is nothing. */
  next: (team: string | null, when?: When) => ask(names, (db: Db, at) => nextCase(db, { tenant, at, team }), when),
  /** The open cases of an agent, the actor by default. */
  worklist: (agent: string = actor.id, when?: When) =>
    ask(names, (db: Db, at) => worklist(db, { tenant, at, agent }), when),
  /** Open cases whose category a second person is to look over, the longest wait first. */
  toReview: (when?: When) => ask(names, (db: Db, at) => reviewQueue(db, { tenant, at }), when),
  /** Closed cases that are to be reviewed for quality, and reviews whose agent has appealed: the longest wait first. */
  toScore: (when?: When) => ask(reviewed, (db: Kysely<AnalyticsTables>, at) => qualityQueue(db, { tenant, at }), when),
  /** What an agent, the actor by default, is asked to approve and has said nothing to: what is due first. */
  approvals: (approver: string = actor.id, when?: When) =>
    ask(asked, (db: Db, at) => approvalQueue(db, { tenant, at, approver }), when),
  /** Open escalations, of those to a team where one is named, the longest first. */
  escalations: (to?: string, when?: When) =>
    ask(
      [queueEntries.name, escalations.name],
      (db: Db, at) => escalationQueue(db, { tenant, at, ...(to === undefined ? {} : { to }) }),
      when,
    ),
  /** What somebody is to be told and has not been yet, or never will be since it was given up; the longest wait first. */
  undelivered: (when?: When) =>
    ask([queueEntries.name, notifications.name], (db: Db, at) => undelivered(db, { tenant, at }), when),
  /** The cases that are not over and that somebody, by default the actor, takes part in who has not got them: where a note mentioned them last comes first. */
  watched: (
    whose: { readonly agent?: string; readonly team?: string; readonly role?: ParticipantRole } = { agent: actor.id },
    when?: When,
  ) => ask(watching, (db: Db, at) => watchedCases(db, { tenant, at, ...whose }), when),
  /** Who takes part in a case beside its agent, or took part, in the order in which they came. */
  participants: (number: string, when?: When) =>
    ask(watching, (db: Db, at) => casesParticipants(db, { tenant, at, number }), when),
  /** Questions aside that nobody has answered, to an agent, to a team or all of them, the longest first. */
  consultations: (whose: { readonly agent?: string; readonly team?: string } = {}, when?: When) =>
    ask([queueEntries.name, consultations.name], (db: Db, at) => consultationQueue(db, { tenant, at, ...whose }), when),
  /** What is to be done for cases and is on turn, of an agent, of a team or of all: what is due first. */
  tasks: (whose: { readonly agent?: string; readonly team?: string } = {}, when?: When) =>
    ask(ofTasks, (db: Db, at) => taskQueue(db, { tenant, at, ...whose }), when),
  /** All tasks of a case, step by step: what is done, what is next, what waits for what, what was skipped and why. */
  steps: (number: string, when?: When) => ask(ofTasks, (db: Db, at) => casesTasks(db, { tenant, at, number }), when),
  /** The open cases that have a tag, most urgent first. */
  tagged: (tag: string, when?: When) => ask(ofTags, (db: Db, at) => taggedCases(db, { tenant, at, tag }), when),
  /** Which tags open cases have, the one that most have first. */
  tags: (when?: When) => ask(ofTags, (db: Db, at) => tagCounts(db, { tenant, at }), when),
  /** What is in the queue of each team. */
  counts: (when?: When) => ask(names, (db: Db, at) => queueCounts(db, { tenant, at }), when),
  /** Open cases like one that is there, or like one that is about to be created, the most alike first, with the reasons. */
  similar: similarTo(tenant, ask, rules),
});

export type Queues = ReturnType<typeof queuesOf>;
