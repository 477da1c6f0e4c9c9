import { plus, textOf, type Instant } from '@casebook/vocabulary';
import type { Decision } from '../decision';
import { fieldsIn, judge } from './condition';
import { inputsFrom, type Facts } from './facts';
import type { Rulebook } from './rulebook';

/** What time is to bring to a case that is resolved. */
export interface ClosingBy {
  /** When it closes by itself; null: never. */
  readonly closesAt: Instant | null;
  /** Why it does not although others would; null where nothing keeps it from that. */
  readonly staysOpen: Decision | null;
  /** When a reminder that it will is due; null: none is. */
  readonly remindAt: Instant | null;
  /** Until when it can be reopened once it has closed by itself; null: never. */
  readonly reopenableUntil: Instant | null;
}

const after = (at: Instant | null, millis: number | null): Instant | null =>
  at === null || millis === null ? null : plus(at, millis);

/** What time is to bring to a case that is resolved at an instant. */
export const closingBy = ({ version, closing }: Rulebook, at: Instant, facts: Facts): ClosingBy => {
  const { autoCloseAfter, autoCloseUnless, remindAfter, reopenWithin } = closing;
  const usual = after(at, autoCloseAfter);
  const { holds, because } = judge(autoCloseUnless, facts);
  if (usual !== null && holds)
    return {
      closesAt: null,
      staysOpen: {
        rulebook: version,
        rule: textOf('autoCloseUnless'),
        inputs: inputsFrom(facts, fieldsIn([autoCloseUnless])),
        alternatives: [],
        because,
      },
      remindAt: null,
      reopenableUntil: null,
    };
  const remindAt = after(usual === null ? null : at, remindAfter);
  return {
    closesAt: usual,
    staysOpen: null,
    remindAt: remindAt !== null && usual !== null && remindAt < usual ? remindAt : null,
    reopenableUntil: after(usual, reopenWithin),
  };
};
