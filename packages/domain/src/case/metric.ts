/**
 * What is measured of a case, with or without a promise: the first and each next answer to the customer, the rhythm of answers
 * (`update`) and of any contact, its resolution, what the customer waited and the desk worked for it, and how soon somebody took it up.
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
] as const;

export type Metric = (typeof metrics)[number];
