import type { Instant, Text } from '@casebook/vocabulary';
import type { CaseFold } from './fold';
import type { WaitOn } from './waits';

/**
 * What is measured of a case, with or without a promise: the first and each next answer to the customer, the rhythm of answers
 * (`update`) and of any contact, its resolution, what the customer waited and the desk worked for it, and how soon somebody took it up.
 */
export const metrics = [
  'firstResponse',
  'nextResponse',
  'update',
  'contact',
  'resolution',
  'requesterWait',
  'agentWork',
  'ownership',
] as const;

export type Metric = (typeof metrics)[number];

/** One time that something was measured; a metric has one at a time. */
export interface Round {
  /** From 1, in the case. */
  readonly number: number;
  readonly startedAt: Instant;
  /** Null while it runs. */
  readonly endedAt: Instant | null;
  /** It ended because what it waits for came about; otherwise the case was over, or went elsewhere, before. */
  readonly fulfilled: boolean;
  /** The same of the round before this one, which may have ended in the very event that began this one. */
  readonly previousFulfilled: boolean;
}

/** A time that the case waited; open while `until` is null. Several may overlap. */
export interface Waited {
  readonly waitId: Text;
  readonly on: WaitOn;
  readonly from: Instant;
  readonly until: Instant | null;
}

/** A time that a case was to be resolved in: until it was, or was over. */
export interface Cycle {
  readonly from: Instant;
  readonly until: Instant;
}

export interface Measures {
  /** The latest round of each metric; a metric without one was never measured. */
  readonly rounds: { readonly [M in Metric]?: Round };
  readonly waits: ReadonlyArray<Waited>;
  /** Cycles before the one that runs or was the last. */
  readonly earlier: ReadonlyArray<Cycle>;
  readonly over: boolean;
}

/** The types of events that begin or end what is measured. */
export type MeasuresEvent =
  | 'CaseCreated'
  | 'CaseRouted'
  | 'AssignmentAccepted'
  | 'AssignmentEnded'
  | 'WaitStarted'
  | 'WaitEnded'
  | 'MessageReceived'
  | 'MessageSent'
  | 'CaseResolved'
  | 'CaseReopened'
  | 'CaseClosed'
  | 'CaseCancelled';

const ofResolving: ReadonlyArray<Metric> = ['resolution', 'requesterWait', 'agentWork'];

const runs = ({ rounds }: Measures, metric: Metric): boolean => rounds[metric]?.endedAt === null;

/** Begins a round of each that has none running. */
const begin = (at: Instant, which: ReadonlyArray<Metric>, state: Measures): Measures => {
  const begun = which
    .filter((metric) => !runs(state, metric))
    .map((metric) => {
      const last = state.rounds[metric];
      const [number, previousFulfilled] = [(last?.number ?? 0) + 1, last?.fulfilled ?? false];
      return [metric, { number, startedAt: at, endedAt: null, fulfilled: false, previousFulfilled }] as const;
    });
  return { ...state, rounds: { ...state.rounds, ...Object.fromEntries(begun) } };
};

/** Ends the rounds of these that run. */
const end = (at: Instant, which: ReadonlyArray<Metric>, fulfilled: boolean, state: Measures): Measures => {
  const ended = which
    .filter((metric) => runs(state, metric))
    .map((metric) => [metric, { ...state.rounds[metric], endedAt: at, fulfilled }] as const);
  return { ...state, rounds: { ...state.rounds, ...Object.fromEntries(ended) } };
};

/** Ends all that runs: what is measured until a case is resolved as fulfilled, where it was. */
const finish = (at: Instant, fulfilled: boolean, state: Measures): Measures => ({
  ...end(at, metrics, false, end(at, ofResolving, fulfilled, state)),
  waits: state.waits.map((wait) => (wait.until === null ? { ...wait, until: at } : wait)),
  over: true,
});

const isToCustomer = ({ to, automated }: { readonly to: string; readonly automated: boolean }): boolean =>
  to === 'customer' && !automated;

/** The one definition of what is measured and from when: for the service levels that promise it, and for figures that only tell. */
export const measures: CaseFold<Measures, MeasuresEvent> = {
  initial: { rounds: {}, waits: [], earlier: [], over: false },
  evolve: {
    /** Whoever reports something themselves waits for the first answer from then on. */
    CaseCreated: (state, { at, origin }) =>
      begin(
        at,
        [
          ...ofResolving,
          'contact',
          ...(origin === 'customer' || origin === 'import' ? ['firstResponse' as const] : []),
        ],
        state,
      ),
    CaseRouted: (state, { at }) =>
      state.over ? state : begin(at, ['ownership'], end(at, ['ownership'], false, state)),
    AssignmentAccepted: (state, { at }) => end(at, ['ownership'], true, state),
    AssignmentEnded: (state, { at }) => (state.over ? state : begin(at, ['ownership'], state)),
    WaitStarted: (state, { at, waitId, on }) => ({
      ...state,
      waits: [...state.waits.filter((wait) => wait.waitId !== waitId), { waitId, on, from: at, until: null }],
    }),
    WaitEnded: (state, { at, waitId }) => ({
      ...state,
      waits: state.waits.map((wait) => (wait.waitId === waitId && wait.until === null ? { ...wait, until: at } : wait)),
    }),
    /** The oldest message without an answer counts: while one waits for it, another begins nothing. */
    MessageReceived: (state, { at, from }) => {
      if (from !== 'customer' || state.over || runs(state, 'firstResponse')) return state;
      return begin(at, [state.rounds.firstResponse === undefined ? 'firstResponse' : 'nextResponse'], state);
    },
    MessageSent: (state, event) => {
      if (!isToCustomer(event) || state.over) return state;
      const { at } = event;
      const answered = end(at, ['firstResponse', 'nextResponse', 'update', 'contact'], true, state);
      return begin(at, ['update', 'contact'], answered);
    },
    CaseResolved: (state, { at }) => finish(at, true, state),
    CaseReopened: (state, { at, cause }) => {
      const { resolution } = state.rounds;
      const until = resolution?.endedAt ?? null;
      const last = resolution === undefined || until === null ? [] : [{ from: resolution.startedAt, until }];
      const open = { ...state, over: false, earlier: [...state.earlier, ...last] };
      const answer: ReadonlyArray<Metric> = cause === 'customerReply' ? ['nextResponse'] : [];
      return begin(at, [...ofResolving, 'contact', ...answer], open);
    },
    CaseClosed: (state, { at }) => finish(at, true, state),
    CaseCancelled: (state, { at }) => finish(at, false, state),
  },
};
