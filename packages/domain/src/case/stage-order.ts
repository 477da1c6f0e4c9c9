/** How far the work on a case has come: a second axis beside its status. */
export type Stage = 'intake' | 'categorization' | 'assignment' | 'investigation' | 'resolution' | 'closure';

/** In the order in which a case comes to them. */
export const stages: ReadonlyArray<Stage> = [
  'intake',
  'categorization',
  'assignment',
  'investigation',
  'resolution',
  'closure',
];

const order: { readonly [S in Stage]: number } = {
  intake: 0,
  categorization: 1,
  assignment: 2,
  investigation: 3,
  resolution: 4,
  closure: 5,
};

/** Whether a case that has come to a stage has passed another, or is at it. */
export const hasReached = (stage: Stage, other: Stage): boolean => order[stage] >= order[other];
