/**
 * What is measured of a case, with or without a promise: the first and each next answer to the customer, the rhythm of answers
 * (`update`) and of any contact, its resolution, what the customer waited and the desk worked for it, how soon somebody took it up,
 * and (`task`) how long the desk had tasks to do.
 */
export const metrics = [
  'firstResponse',
  'nextResponse',
  'update',
  'contact',
  'resolution',
  'requesterWait',
  'agentWork',
  'ownership',
  'task',
] as const;

export type Metric = (typeof metrics)[number];
