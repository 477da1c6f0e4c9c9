import { textOf } from '@casebook/vocabulary';
import type { Decision } from '../decision';
import { fieldsIn, judge } from './condition';
import { inputsFrom, type Facts } from './facts';
import type { Notifiable, NotificationRule } from './notification-rule';
import type { Rulebook } from './rulebook';

export interface Notifying {
  readonly rule: NotificationRule;
  readonly decision: Decision;
}

/** All rules that tell of this event of a case; each for itself. */
export const notificationsOf = (
  { version, notifications }: Rulebook,
  about: Notifiable,
  facts: Facts,
): ReadonlyArray<Notifying> =>
  notifications
    .filter(({ on }) => on.includes(about))
    .flatMap((rule) => {
      const { holds, because } = judge(rule.when, facts);
      if (!holds) return [];
      const decision: Decision = {
        rulebook: version,
        rule: rule.name,
        inputs: inputsFrom(facts, fieldsIn([rule.when])),
        alternatives: [],
        because: textOf(`it tells of ${about}, and ${because}`),
      };
      return [{ rule, decision }];
    });
