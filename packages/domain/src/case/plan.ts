import type { AgentId, Text } from '@casebook/vocabulary';
import type { CaseState } from './case';
import type { Money } from './money';

/** How a case is to be solved, as far as rules may know it. */
export interface Plan {
  readonly planId: Text;
  /** From 1 in each cycle; each replaces the one before. */
  readonly revision: number;
  /** The cycle of the case that it is for. */
  readonly cycle: number;
  /** Who made it; null: no agent. */
  readonly by: AgentId | null;
  /** What it will cost; null: nobody says. */
  readonly cost: Money | null;
}

/** The plan that counts: a case that was opened again needs one of its own. */
export const planOf = ({ planning: { plan }, resolution: { cycle } }: CaseState): Plan | null =>
  plan?.cycle === cycle ? plan : null;
