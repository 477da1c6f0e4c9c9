import type { AgentId, Personal, TeamId, Text } from '@casebook/vocabulary';
import type { Variant } from '../message';
import { whyNot, whyNotTeam, type TeamUnknown } from '../rulebook/allowed';
import type { Rulebook } from '../rulebook/rulebook';
import { isUnsaid } from './said';

/** Somebody of the desk, or outside of it: one of `agent`, `team` and `name` says who, the others are null. */
export interface Somebody {
  readonly agent: AgentId | null;
  readonly team: TeamId | null;
  /** Who it is, of somebody outside the desk. */
  readonly name: Personal<Text> | null;
  /** Where somebody outside the desk is reached; null where nobody says. */
  readonly address: Personal<Text> | null;
}

/** One of an agent, a team and a name must say who is meant; an address goes with a name. */
export type WhoUnclear = Variant<'WhoUnclear'>;

/** Why this names nobody; null where it does. */
export const whyNobody = (
  rulebook: Rulebook,
  { agent, team, name, address }: Somebody,
): WhoUnclear | TeamUnknown | null => {
  const named = [agent, team, name].filter((one) => one !== null).length;
  const isClear = named === 1 && (name === null ? address === null : !isUnsaid(name));
  if (!isClear) return { type: 'WhoUnclear' };
  return team === null ? null : whyNotTeam(rulebook, team);
};

/** Whether an agent is meant, in person or as one of the team. */
export const isMeant = (rulebook: Rulebook, { agent, team }: Pick<Somebody, 'agent' | 'team'>, one: AgentId): boolean =>
  agent === one || (team !== null && whyNot(rulebook, team, one) === null);
