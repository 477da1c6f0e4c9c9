import type { Instant } from '@casebook/vocabulary';
import type { Origin } from './creation';
import type { CaseFold } from './fold';
import type { Measures } from './measured';
import { metrics, type Metric } from './metric';

/** The types of events that begin or end what is measured. */
export type MeasuresEvent =
  | 'CaseCreated'
  | 'CaseRouted'
  | 'AssignmentAccepted'
  | 'AssignmentEnded'
  | 'WaitStarted'
  | 'WaitEnded'
  | 'TaskAdded'
  | 'TaskEnded'
  | 'MessageReceived'
  | 'MessageSent'
  | 'CaseResolved'
  | 'CaseReopened'
  | 'CaseClosed'
  | 'CaseCancelled'
  | 'CaseMerged'
  | 'CaseUnmerged';

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
  aside: null,
});

/** Origins of cases that the customer reported. */
const reported: ReadonlyArray<Origin> = ['customer', 'split', 'import'];

const isToCustomer = ({ to, automated }: { readonly to: string; readonly automated: boolean }): boolean =>
  to === 'customer' && !automated;

/** The one definition of what is measured and from when: for the service levels that promise it, and for figures that only tell. */
export const measures: CaseFold<Measures, MeasuresEvent> = {
  initial: { rounds: {}, waits: [], tasks: [], earlier: [], over: false, aside: null },
  evolve: {
    /** Whoever reports something themselves waits for the first answer from then on. */
    CaseCreated: (state, { at, origin }) =>
      begin(at, [...ofResolving, 'contact', ...(reported.includes(origin) ? ['firstResponse' as const] : [])], state),
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
    TaskAdded: (state, { at, taskId, doneBy }) => {
      if (doneBy === 'customer') return state;
      const tasks = [...state.tasks.filter((open) => open !== taskId), taskId];
      return state.over ? { ...state, tasks } : begin(at, ['task'], { ...state, tasks });
    },
    TaskEnded: (state, { at, taskId, outcome }) => {
      const tasks = state.tasks.filter((open) => open !== taskId);
      return tasks.length > 0 || tasks.length === state.tasks.length
        ? { ...state, tasks }
        : end(at, ['task'], outcome !== 'superseded', { ...state, tasks });
    },
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
      const open = { ...state, over: false, aside: null, earlier: [...state.earlier, ...last] };
      const answer: ReadonlyArray<Metric> = cause === 'customerReply' ? ['nextResponse'] : [];
      const task: ReadonlyArray<Metric> = state.tasks.length > 0 ? ['task'] : [];
      return begin(at, [...ofResolving, 'contact', ...answer, ...task], open);
    },
    CaseClosed: (state, { at }) => finish(at, true, state),
    CaseCancelled: (state, { at }) => finish(at, false, state),
    /** What it waits for lasts: it is set aside, and nothing of it given up. */
    CaseMerged: (state, { at }) =>
      state.over ? state : { ...finish(at, false, state), waits: state.waits, aside: state.rounds },
    /** Nothing was moved, so what was measured goes on as if it had not been merged. */
    CaseUnmerged: (state) =>
      state.aside === null ? state : { ...state, rounds: state.aside, over: false, aside: null },
  },
};
