import { textOf, type Text } from '@casebook/vocabulary';
import type { Decision } from '../decision';
import { fieldsIn, judge } from './condition';
import { inputsFrom, type Facts } from './facts';
import type { EscalationRule, Rulebook } from './rulebook';

export interface Escalating {
  readonly rule: EscalationRule;
  readonly decision: Decision;
}

/** All rules that escalate a case whose service level has come to so many percent, 100 once it is late; each for itself. */
export const escalationsFor = (
  { version, escalations }: Rulebook,
  policy: Text,
  percent: number,
  facts: Facts,
): ReadonlyArray<Escalating> =>
  escalations
    .filter(({ serviceLevel, at }) => serviceLevel === policy && at === percent)
    .flatMap((rule) => {
      const { holds, because } = judge(rule.when, facts);
      if (!holds) return [];
      const reached = percent === 100 ? 'is late' : `has used ${percent} %`;
      const decision: Decision = {
        rulebook: version,
        rule: rule.name,
        inputs: inputsFrom(facts, fieldsIn([rule.when])),
        alternatives: [],
        because: textOf(`${policy} ${reached}, and ${because}`),
      };
      return [{ rule, decision }];
    });
