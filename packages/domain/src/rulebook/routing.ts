import { textOf, type AgentId, type Text } from '@casebook/vocabulary';
import { mostAlternatives, type Decision } from '../decision';
import { judge } from './condition';
import { inputsFrom, type Facts } from './facts';
import type { RoutingRule, Rulebook } from './rulebook';

export interface Routed {
  readonly rule: RoutingRule;
  readonly decision: Decision;
}

/** The first routing rule that holds, with the reasons for it and against the others; undefined where none holds. */
export const route = ({ version, routing }: Rulebook, facts: Facts): Routed | undefined => {
  const judged = routing.map((rule) => ({ rule, verdict: judge(rule.when, facts) }));
  const chosen = judged.find(({ verdict }) => verdict.holds);
  if (chosen === undefined) return undefined;
  const { rule, verdict } = chosen;
  const instead = (other: RoutingRule, because: Text) => ({
    choice: textOf(`${other.team} (${other.name})`),
    because,
  });
  return {
    rule,
    decision: {
      rulebook: version,
      rule: rule.name,
      inputs: inputsFrom(
        facts,
        routing.flatMap(({ when }) => when.all.map(({ field }) => field)),
      ),
      alternatives: judged
        .filter((other) => other !== chosen)
        .slice(0, mostAlternatives)
        .map((other) =>
          instead(other.rule, other.verdict.holds ? textOf(`${rule.name} comes first`) : other.verdict.because),
        ),
      because: verdict.because,
    },
  };
};

/** Whom the rule that routed a case names, with that as the reason; undefined where it names nobody. */
export const offer = (
  { version, routing }: Rulebook,
  { rule: name, inputs }: Decision,
): { readonly agent: AgentId; readonly decision: Decision } | undefined => {
  const agent = routing.find((rule) => rule.name === name)?.agent ?? null;
  if (agent === null) return undefined;
  const because = textOf(`${name} names ${agent}`);
  return { agent, decision: { rulebook: version, rule: name, inputs, alternatives: [], because } };
};
