import * as E from 'fp-ts/Either';
import { pipe } from 'fp-ts/function';
import * as TE from 'fp-ts/TaskEither';
import type { Kysely } from 'kysely';
import {
  caseNumber,
  parseCaseNumber,
  serviceLevelAccounts,
  versionLacking,
  type CaseEvent,
  type CaseNumberMistyped,
  type RulebookMissing,
  type Rules,
  type ServiceLevelAccounts,
} from '@casebook/domain';
import { literal, type Actor, type TenantId, type Text } from '@casebook/vocabulary';
import {
  StreamName,
  streamParts,
  type EventCodec,
  type EventStore,
  type EventUnreadable,
  type Recorded,
} from '@casebook/event-store';
import { inTime, within } from '@casebook/projection';
import {
  absorbedBy,
  caseIndex,
  caseLinks,
  caseReviews,
  customerHistory,
  findCase,
  linksOf,
  reportsOf,
  searchCases,
  timelineOf,
  type CaseReport,
  type CustomerHistory,
  type FoundCase,
  type HistoryTables,
  type LinkedCase,
  type TimelineEntry,
} from '@casebook/projection-history';
import { momentOf, type Ask, type QueryFailure, type When } from './ask';
import type { Clock } from './clock';
import { decidedAnew, type DecidedAnew } from './deciding-anew';
import type { VersionsFailure } from './rulebooks';

/** No case had this number then. */
export interface CaseNotFound {
  readonly type: 'CaseNotFound';
  readonly number: string;
}

export type NoCase = CaseNotFound | CaseNumberMistyped;

interface Dependencies {
  readonly tenant: TenantId;
  readonly actor: Actor;
  readonly log: EventStore;
  readonly codec: EventCodec<CaseEvent>;
  readonly clock: Clock;
  readonly ask: Ask;
  /** All versions of the rulebook there have been. */
  readonly rules: TE.TaskEither<VersionsFailure, Rules>;
}

/** An entry of a timeline, with the case that it is of: the one asked for, or one that was merged into it. */
export interface EntryOf extends TimelineEntry {
  readonly of: string;
  /** Its place in the log. */
  readonly position: number;
}

const byInstant = (a: EntryOf, b: EntryOf): number =>
  a.occurredAt.localeCompare(b.occurredAt) || a.position - b.position;

type Db = Kysely<HistoryTables>;

/** Where the messages and notes stand that were split off into this case. */
const revisionsOf = (recorded: ReadonlyArray<Recorded<CaseEvent>>, into: string): ReadonlySet<number> => {
  const messages = recorded.flatMap(({ event }) =>
    event.type === 'CaseSplit' && event.into === into ? event.messages : [],
  );
  const idOf = (event: CaseEvent): Text | null => {
    if (event.type === 'NoteAdded') return event.noteId;
    return event.type === 'MessageReceived' || event.type === 'MessageSent' ? event.messageId : null;
  };
  return new Set(
    recorded.filter(({ event }) => messages.some((id) => id === idOf(event))).map(({ revision }) => revision),
  );
};

const names = [caseIndex.name];
const linked = [caseIndex.name, caseLinks.name];
const reported = [caseIndex.name, caseReviews.name];

/** What happened to cases, as an auditor asks for it. */
export const historiesOf = ({ tenant, actor, log, codec, clock, ask, rules }: Dependencies) => {
  const exactly = (number: string, when?: When): TE.TaskEither<QueryFailure | CaseNotFound, FoundCase> =>
    pipe(
      ask(names, (db: Db, at) => findCase(db, { tenant, at, number }), when),
      TE.chainW(TE.fromNullable<CaseNotFound>({ type: 'CaseNotFound', number })),
    );

  /** The case of a number, spaces around it and lower case forgiven. An imported case keeps the number it had. */
  const find = (number: string, when?: When): TE.TaskEither<QueryFailure | NoCase, FoundCase> =>
    pipe(
      exactly(number, when),
      TE.orElseW((failure): TE.TaskEither<QueryFailure | NoCase, FoundCase> => {
        if (failure.type !== 'CaseNotFound') return TE.left(failure);
        const read = parseCaseNumber(number);
        if (E.isLeft(read)) return TE.left(read.left.type === 'CaseNumberMistyped' ? read.left : failure);
        return caseNumber(read.right) === number ? TE.left(failure) : exactly(caseNumber(read.right), when);
      }),
    );

  /** The events of a case in the order in which they happened: all, or those up to a past moment. */
  const events = (
    number: string,
    when: When = {},
  ): TE.TaskEither<QueryFailure | EventUnreadable | NoCase, ReadonlyArray<Recorded<CaseEvent>>> =>
    pipe(
      TE.fromEither(momentOf(when, clock)),
      TE.bindTo('moment'),
      // Where a case is found does not change with time; what is known of it does.
      TE.bindW('found', () => find(number, when.stale === true ? { stale: true } : {})),
      TE.chainW(({ moment, found }) =>
        pipe(
          log.readStream(literal(StreamName, found.stream)),
          TE.chainEitherKW((stored) => E.traverseArray(codec.decode)(stored)),
          TE.map((recorded) => (moment.is === 'now' ? recorded : recorded.filter((one) => within(moment.cut, one)))),
        ),
      ),
      TE.map((recorded) => [...recorded].sort(inTime)),
      TE.filterOrElseW(
        (recorded) => recorded.length > 0,
        (): CaseNotFound => ({ type: 'CaseNotFound', number }),
      ),
    );

  /** The cases that go on in this one; they are shown with it while they do. */
  const absorbed = (number: string, when?: When): TE.TaskEither<QueryFailure | NoCase, ReadonlyArray<string>> =>
    pipe(
      find(number, when),
      TE.chainW(({ stream }) => ask(names, (db: Db, at) => absorbedBy(db, { tenant, at, stream }), when)),
    );

  const told = (
    number: string,
    when: When,
  ): TE.TaskEither<QueryFailure | EventUnreadable | NoCase, ReadonlyArray<EntryOf>> =>
    pipe(
      find(number, when),
      TE.chainW((found) =>
        pipe(
          events(found.number, when),
          TE.map((recorded) => {
            const positions = new Map(recorded.map(({ revision, position }) => [revision, position]));
            return timelineOf(recorded).map((entry) => ({
              ...entry,
              of: found.number,
              position: positions.get(entry.revision) ?? 0,
            }));
          }),
        ),
      ),
    );

  /** What was said in the cases that this one was split from, as far as it is about this one. */
  const splitOff = (
    number: string,
    when: When,
  ): TE.TaskEither<QueryFailure | EventUnreadable | NoCase, ReadonlyArray<EntryOf>> =>
    pipe(
      find(number, when),
      TE.bindTo('found'),
      TE.bindW('origins', ({ found: { stream } }) =>
        pipe(
          ask(linked, (db: Db, at) => linksOf(db, { tenant, at, stream }), when),
          TE.map((all) => all.filter(({ relation, direction }) => relation === 'splitFrom' && direction === 'to')),
        ),
      ),
      TE.chainW(({ found, origins }) =>
        pipe(
          origins,
          TE.traverseSeqArray((origin) =>
            pipe(
              TE.Do,
              TE.bindW('recorded', () => events(origin.number, when)),
              TE.bindW('entries', () => told(origin.number, when)),
              TE.map(({ recorded, entries }) => {
                const revisions = revisionsOf(recorded, streamParts(literal(StreamName, found.stream)).id);
                return entries.filter(({ revision }) => revisions.has(revision));
              }),
            ),
          ),
          TE.map((all) => all.flat()),
        ),
      ),
    );

  return {
    find,
    events,
    /**
     * Who did what, when and why, in words: to the case, to those that were merged into it, and what was said in the one that it was
     * split from; the others not where `merged` is false.
     */
    timeline: (
      number: string,
      when: When & { readonly merged?: boolean | undefined } = {},
    ): TE.TaskEither<QueryFailure | EventUnreadable | NoCase, ReadonlyArray<EntryOf>> =>
      pipe(
        told(number, when),
        TE.bindTo('own'),
        TE.bindW('absorbed', () => (when.merged === false ? TE.right([]) : absorbed(number, when))),
        TE.bindW('others', ({ absorbed: numbers }) =>
          pipe(
            numbers,
            TE.traverseSeqArray((one) => told(one, when)),
          ),
        ),
        TE.bindW('before', () => (when.merged === false ? TE.right([]) : splitOff(number, when))),
        TE.map(({ own, others, before }) =>
          others.length === 0 && before.length === 0 ? own : [before, own, ...others].flat().sort(byInstant),
        ),
      ),
    /** What rules and time have brought to a case, in the order of its stream, each decided anew from the case as it stood. */
    decisions: (
      number: string,
      when?: When,
    ): TE.TaskEither<QueryFailure | VersionsFailure | RulebookMissing | NoCase, ReadonlyArray<DecidedAnew>> =>
      pipe(
        events(number, when),
        TE.bindTo('asked'),
        // Decided from all that came before in the stream, whatever is asked to be shown of it.
        TE.bindW('all', () => events(number, { stale: true })),
        TE.bindW('under', () => rules),
        TE.chainEitherKW(({ asked, all, under }) => {
          const shown = new Set(asked.map(({ revision }) => revision));
          return pipe(
            decidedAnew(all, under),
            E.map((decisions) => decisions.filter(({ recorded }) => shown.has(recorded.revision))),
          );
        }),
      ),
    /** What became of its service levels, split by who had the case while their time ran, and why other policies do not run. */
    serviceLevels: (
      number: string,
      when: When = {},
    ): TE.TaskEither<QueryFailure | VersionsFailure | RulebookMissing | NoCase, ServiceLevelAccounts> =>
      pipe(
        TE.fromEither(momentOf(when, clock)),
        TE.bindTo('moment'),
        TE.bindW('recorded', () => events(number, when)),
        TE.bindW('under', () => rules),
        TE.chainEitherKW(({ moment, recorded, under }) => {
          const told = recorded.map(({ event }) => event);
          const lacking = versionLacking(told, under);
          return lacking === null ? E.right(serviceLevelAccounts(told, moment.at, under)) : E.left(lacking);
        }),
      ),
    /** The cases that it has to do with: those that it is linked to, and those that are linked to it, in the order in which the links were made. */
    links: (number: string, when?: When): TE.TaskEither<QueryFailure | NoCase, ReadonlyArray<LinkedCase>> =>
      pipe(
        find(number, when),
        TE.chainW(({ stream }) => ask(linked, (db: Db, at) => linksOf(db, { tenant, at, stream }), when)),
      ),
    /** The reports on a case that stand, drafts too; for a customer those that have been published for them. */
    reports: (number: string, when?: When): TE.TaskEither<QueryFailure | NoCase, ReadonlyArray<CaseReport>> => {
      const reader = actor.kind === 'customer' ? 'customer' : 'internal';
      return pipe(
        find(number, when),
        TE.chainW(({ stream }) => ask(reported, (db: Db, at) => reportsOf(db, { tenant, at, stream, reader }), when)),
      );
    },
    /** The newest cases with these words in their subject, or whose number begins so. */
    search: (text: string, when?: When): TE.TaskEither<QueryFailure, ReadonlyArray<FoundCase>> =>
      ask(names, (db: Db, at) => searchCases(db, { tenant, at, text }), when),
    customer: (customer: string, when?: When): TE.TaskEither<QueryFailure, CustomerHistory> =>
      ask(names, (db: Db, at) => customerHistory(db, { tenant, at, customer }), when),
  };
};

export type Histories = ReturnType<typeof historiesOf>;
