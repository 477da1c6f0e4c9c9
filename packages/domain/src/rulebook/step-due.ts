import * as O from 'fp-ts/Option';
import { plus, type Instant } from '@casebook/vocabulary';
import { deadline } from '@casebook/working-time';
import type { PlaybookStep } from './playbook';
import type { Rules } from './rules';

/** When a step of a playbook that starts at an instant is due; null where no time is set. */
export const stepDueAt = (
  rules: Rules,
  version: number,
  { within, calendar }: PlaybookStep,
  startedAt: Instant,
): Instant | null => {
  if (within === null) return null;
  return calendar === null
    ? plus(startedAt, within)
    : O.toNullable(deadline(rules.calendar(version, calendar), startedAt, within, []));
};
