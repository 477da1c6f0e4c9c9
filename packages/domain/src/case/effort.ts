import * as E from 'fp-ts/Either';
import type { AgentId, Instant, Millis, Personal, Text } from '@casebook/vocabulary';
import type { Decision } from '../decision';
import type { Dated, Of, Variant } from '../message';
import { rateFor } from '../rulebook/rating';
import type { Rules } from '../rulebook/rules';
import type { CaseState, CaseTopic } from './case';
import { factsOf } from './facts';
import { ofCase, type CaseUnknown } from './gate';
import type { Money } from './money';
import { isUnsaid } from './said';

/** Time that somebody spent on a case. */
export interface Spent {
  readonly entryId: Text;
  readonly agent: AgentId;
  /** In the desk's own words, such as `talk` or `research`. */
  readonly activity: Text;
  readonly duration: Millis;
  readonly startedAt: Instant | null;
  readonly billable: boolean;
}

/** Something that was paid for a case. */
export interface Paid {
  readonly entryId: Text;
  /** In the desk's own words, such as `spare part` or `shipping`. */
  readonly kind: Text;
  readonly cost: Money;
}

export interface Effort {
  readonly slice: {
    readonly entries: ReadonlyArray<{
      readonly entryId: Text;
      /** Whose time it is; null: it is a cost. */
      readonly agent: AgentId | null;
      readonly approved: boolean;
      readonly isVoid: boolean;
    }>;
  };
  readonly command:
    | Dated<'LogEffort', Spent>
    | Dated<'RecordCost', Paid & { memo: Personal<Text> | null }>
    | Dated<'ApproveEntry', { entryId: Text; approver: AgentId }>
    | Dated<'VoidEntry', { entryId: Text; reason: Personal<Text> }>;
  readonly event:
    | Dated<
        'EffortLogged',
        Spent & {
          /** What it costs by a rate of the rulebook, rounded to the currency's smallest unit; null: no rate is for it. */
          price: Money | null;
          decision: Decision | null;
        }
      >
    | Dated<'CostRecorded', Paid & { memo: Personal<Text> | null }>
    | Dated<'EntryApproved', { entryId: Text; approver: AgentId }>
    | Dated<'EntryVoided', { entryId: Text; reason: Personal<Text> }>;
  readonly rejection:
    | CaseUnknown
    | Variant<'EntryUnknown', { entryId: Text }>
    | Variant<'EntryIsVoid', { entryId: Text }>
    /** Nobody approves their own time. */
    | Variant<'OwnEntry', { agent: AgentId }>
    | Variant<'RemarkMissing'>;
}

type Entry = Effort['slice']['entries'][number];

const hour = 3_600_000;

/** An entry that a command names and that counts. */
const entryOf = ({ effort: { entries } }: CaseState, entryId: Text): E.Either<Effort['rejection'], Entry> => {
  const entry = entries.find((one) => one.entryId === entryId);
  if (entry === undefined) return E.left({ type: 'EntryUnknown', entryId });
  return entry.isVoid ? E.left({ type: 'EntryIsVoid', entryId }) : E.right(entry);
};

const isKnown = ({ effort: { entries } }: CaseState, id: Text): boolean =>
  entries.some(({ entryId }) => entryId === id);

const changed = ({ entries }: Effort['slice'], id: Text, change: Partial<Entry>): Effort['slice'] => ({
  entries: entries.map((entry) => (entry.entryId === id ? { ...entry, ...change } : entry)),
});

const withEntry = ({ entries }: Effort['slice'], entryId: Text, agent: AgentId | null): Effort['slice'] => ({
  entries: [
    ...entries.filter((entry) => entry.entryId !== entryId),
    { entryId, agent, approved: false, isVoid: false },
  ],
});

/** The time with what it costs. */
export const priced = (
  { at, entryId, agent, activity, duration, startedAt, billable }: Spent & { readonly at: Instant },
  state: CaseState,
  rules: Rules,
): Of<Effort['event'], 'EffortLogged'> => {
  const rulebook = rules.at(at);
  const match = billable ? rateFor(rulebook, activity, factsOf(state, rulebook)) : undefined;
  const perHour = match?.rule.perHour;
  return {
    type: 'EffortLogged',
    at,
    entryId,
    agent,
    activity,
    duration,
    startedAt,
    billable,
    price:
      perHour === undefined
        ? null
        : { amount: Math.round((perHour.amount * duration) / hour), currency: perHour.currency },
    decision: match?.decision ?? null,
  };
};

/** What a case costs: time by the rates of the rulebook, and what was paid. An entry that is wrong is made void, never changed. */
export const effort: CaseTopic<Effort> = {
  initial: { entries: [] },
  decide: {
    LogEffort: (command, state, rules) => {
      const status = ofCase(state);
      if (E.isLeft(status)) return status;
      if (isKnown(state, command.entryId)) return E.right([]);
      return E.right([priced(command, state, rules)]);
    },
    RecordCost: (command, state) => {
      const status = ofCase(state);
      if (E.isLeft(status)) return status;
      return E.right(isKnown(state, command.entryId) ? [] : [{ ...command, type: 'CostRecorded' }]);
    },
    ApproveEntry: ({ at, entryId, approver }, state) => {
      const status = ofCase(state);
      if (E.isLeft(status)) return status;
      const entry = entryOf(state, entryId);
      if (E.isLeft(entry)) return entry;
      if (entry.right.agent === approver) return E.left({ type: 'OwnEntry', agent: approver });
      return E.right(entry.right.approved ? [] : [{ type: 'EntryApproved', at, entryId, approver }]);
    },
    VoidEntry: ({ at, entryId, reason }, state) => {
      const status = ofCase(state);
      if (E.isLeft(status)) return status;
      const entry = entryOf(state, entryId);
      if (E.isLeft(entry)) return entry.left.type === 'EntryIsVoid' ? E.right([]) : entry;
      return isUnsaid(reason)
        ? E.left({ type: 'RemarkMissing' })
        : E.right([{ type: 'EntryVoided', at, entryId, reason }]);
    },
  },
  evolve: {
    EffortLogged: (slice, { entryId, agent }) => withEntry(slice, entryId, agent),
    CostRecorded: (slice, { entryId }) => withEntry(slice, entryId, null),
    EntryApproved: (slice, { entryId }) => changed(slice, entryId, { approved: true }),
    EntryVoided: (slice, { entryId }) => changed(slice, entryId, { isVoid: true }),
  },
};
