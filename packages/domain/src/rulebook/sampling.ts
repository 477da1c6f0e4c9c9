import { textOf, type CaseNumber } from '@casebook/vocabulary';
import { hash32 } from '../hash';
import type { Facts } from './facts';
import { firstMatch, type Match } from './first-match';
import type { Rulebook } from './rulebook';
import type { Sample, Scorecard } from './scorecard';

/** A number from 0 to 99, drawn for a cycle of a case: the same one always, and another one with another seed. */
export const drawnFor = ({ seed }: Sample, number: CaseNumber, cycle: number): number =>
  hash32(`${seed}/${number}/${cycle}`) % 100;

/** The scorecard by which a case that has just been closed is to be reviewed, and why; undefined where it is not picked. */
export const reviewWanted = (
  { version, scorecards }: Rulebook,
  facts: Facts,
  number: CaseNumber,
  cycle: number,
): Match<Scorecard> | undefined => {
  const sampling = scorecards.filter(({ sample }) => sample !== null);
  const match = firstMatch(version, sampling, facts, ({ name }) => name);
  if (match === undefined || match.rule.sample === null) return undefined;
  const { rule, decision } = match;
  const { percent, seed } = match.rule.sample;
  const draw = drawnFor(match.rule.sample, number, cycle);
  if (draw >= percent) return undefined;
  return {
    rule,
    decision: {
      ...decision,
      inputs: { ...decision.inputs, seed, drawn: textOf(String(draw)) },
      because: textOf(`${decision.because}, and ${draw} was drawn for it, of 0 to 99: less than ${percent}`),
    },
  };
};
