import { textOf, type AgentId } from '@casebook/vocabulary';
import type { Decision } from '../decision';
import type { Facts } from './facts';
import { firstMatch, type Match } from './first-match';
import type { RoutingRule, Rulebook } from './rulebook';

/** The first routing rule that holds, with the reasons for it and against the others; undefined where none holds. */
export const route = ({ version, routing }: Rulebook, facts: Facts): Match<RoutingRule> | undefined =>
  firstMatch(version, routing, facts, ({ team, name }) => textOf(`${team} (${name})`));

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
