import { textOf, type AgentId, type Text } from '@casebook/vocabulary';
import { mostAlternatives, type Decision } from '../decision';
import { fieldsIn, judge } from './condition';
import { inputsFrom, worded, type Facts, type Field } from './facts';
import type { AssignmentRule, Rulebook } from './rulebook';

/** An agent as one who could get a case: facts from outside, as they were when the case was offered. */
export interface Candidate {
  readonly agent: AgentId;
  /** Each with a level, 1 and up. */
  readonly skills: ReadonlyArray<{ readonly skill: Text; readonly level: number }>;
  readonly languages: ReadonlyArray<Text>;
  /** Customer segments that the agent serves. */
  readonly segments: ReadonlyArray<Text>;
  /** Takes cases just now. */
  readonly available: boolean;
  /** At work by the plan. */
  readonly onShift: boolean;
  /** Cases that the agent has, and how many they can have. */
  readonly open: number;
  readonly capacity: number;
}

/** How a candidate came out. */
export interface Ranked {
  readonly agent: AgentId;
  /** Null where the agent was excluded. */
  readonly score: number | null;
  /** What the score is made of. */
  readonly parts: ReadonlyArray<{ readonly name: Text; readonly points: number }>;
  readonly excludedBecause: Text | null;
}

export interface Ranking {
  readonly rule: AssignmentRule;
  /** The best first, those that were excluded last; each list in the order of the agents' names where nothing else decides. */
  readonly ranked: ReadonlyArray<Ranked>;
  readonly decision: Decision;
}

const levelOf = ({ skills }: Candidate, skill: Text): number => skills.find((one) => one.skill === skill)?.level ?? 0;

/** The first reason for which an agent cannot have the case; null where there is none. */
const exclusion = ({ requires }: AssignmentRule, candidate: Candidate): string | null => {
  if (!candidate.available) return 'is not available';
  if (!candidate.onShift) return 'is not on shift';
  if (candidate.open >= candidate.capacity) return `has ${candidate.open} of ${candidate.capacity} cases`;
  const lacking = requires.find(({ skill, level }) => levelOf(candidate, skill) < level);
  if (lacking === undefined) return null;
  const has = levelOf(candidate, lacking.skill);
  return has === 0 ? `lacks ${lacking.skill}` : `has ${lacking.skill} at level ${has}, not at ${lacking.level}`;
};

const rounded = (value: number): number => Math.round(value * 1e6) / 1e6 + 0;

const holds = (list: ReadonlyArray<Text>, facts: Facts, field: Field): boolean => {
  const value = facts.get(field);
  return value !== undefined && list.includes(worded(value));
};

/** What makes an agent better than another: what they are good at, whom they serve, and how much room they have. */
const parts = ({ prefers }: AssignmentRule, candidate: Candidate, facts: Facts): Ranked['parts'] => [
  ...prefers.skills.map(({ skill, weight }) => ({ name: skill, points: rounded(weight * levelOf(candidate, skill)) })),
  {
    name: textOf('language'),
    points: holds(candidate.languages, facts, 'fields.language') ? prefers.language : 0,
  },
  { name: textOf('segment'), points: holds(candidate.segments, facts, 'fields.segment') ? prefers.segment : 0 },
  {
    name: textOf('room'),
    points: rounded((prefers.room * (candidate.capacity - candidate.open)) / candidate.capacity),
  },
];

const scored = (rule: AssignmentRule, candidate: Candidate, facts: Facts): Ranked => {
  const excluded = exclusion(rule, candidate);
  if (excluded !== null) return { agent: candidate.agent, score: null, parts: [], excludedBecause: textOf(excluded) };
  const all = parts(rule, candidate, facts).filter(({ points }) => points !== 0);
  return { agent: candidate.agent, score: sumOf({ parts: all }), parts: all, excludedBecause: null };
};

/** The score that parts add up to. */
export const sumOf = ({ parts: all }: Pick<Ranked, 'parts'>): number =>
  rounded(all.reduce((sum, { points }) => sum + points, 0));

const inOrder = (a: Ranked, b: Ranked): number => {
  if (a.score !== b.score) return (b.score ?? -Infinity) - (a.score ?? -Infinity);
  return a.agent < b.agent ? -1 : 1;
};

/** The best first, the excluded last; of equals whoever comes first by name. */
export const ranked = (all: ReadonlyArray<Ranked>): ReadonlyArray<Ranked> => [...all].sort(inOrder);

const told = ({ score, parts: all, excludedBecause }: Ranked): string =>
  excludedBecause ??
  `${score ?? 0} points${all.length === 0 ? '' : `: ${all.map(({ name, points }) => `${name} ${points}`).join(', ')}`}`;

/** Candidates for a case by the first assignment rule that holds; undefined where none does. */
export const rank = (
  { version, assignment }: Rulebook,
  facts: Facts,
  candidates: ReadonlyArray<Candidate>,
): Ranking | undefined => {
  const rule = assignment.find(({ when }) => judge(when, facts).holds);
  if (rule === undefined) return undefined;
  const all = ranked(candidates.map((candidate) => scored(rule, candidate, facts)));
  const [best, ...rest] = all;
  const fields: ReadonlyArray<Field> = [...fieldsIn([rule.when]), 'fields.language', 'fields.segment'];
  return {
    rule,
    ranked: all,
    decision: {
      rulebook: version,
      rule: rule.name,
      inputs: inputsFrom(facts, fields),
      alternatives: rest
        .slice(0, mostAlternatives)
        .map((one) => ({ choice: textOf(one.agent), because: textOf(told(one)) })),
      because: textOf(best === undefined ? 'there is nobody to choose from' : `${best.agent} has ${told(best)}`),
    },
  };
};
