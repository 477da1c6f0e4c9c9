import type { AgentId, TeamId, Text } from '@casebook/vocabulary';
import type { Variant } from '../message';
import type { Rulebook } from './rulebook';
import { categoryAt } from './taxonomy';

export type TeamUnknown = Variant<'TeamUnknown', { team: TeamId }>;
export type AgentNotInTeam = Variant<'AgentNotInTeam', { agent: AgentId; team: TeamId }>;

/** An empty list allows anything. */
const allows = <A>(list: ReadonlyArray<A>, one: A): boolean => list.length === 0 || list.includes(one);

export const allowsCategory = (rulebook: Rulebook, category: Text): boolean =>
  rulebook.categories.length === 0 || categoryAt(rulebook, category) !== undefined;

export const allowsCode = ({ resolutionCodes }: Rulebook, code: Text): boolean => allows(resolutionCodes, code);

/** Why this team cannot have a case; null where it can. */
export const whyNotTeam = ({ teams }: Rulebook, team: TeamId): TeamUnknown | null =>
  teams.length === 0 || teams.some((other) => other.team === team) ? null : { type: 'TeamUnknown', team };

/** Why this team, or this agent in it, cannot have a case; null where they can. */
export const whyNot = (
  { teams }: Rulebook,
  team: TeamId,
  agent: AgentId | null,
): TeamUnknown | AgentNotInTeam | null => {
  if (teams.length === 0) return null;
  const known = teams.find((other) => other.team === team);
  if (known === undefined) return { type: 'TeamUnknown', team };
  return agent === null || allows(known.agents, agent) ? null : { type: 'AgentNotInTeam', agent, team };
};
