export { distribution, inWords, type Distribution } from './distribution';
export { given, type Given, type When } from './given';
export { happened } from './happened';
export { caseHistories, commandSequences, decided, type CommandSequence } from './histories';
export { issueCommandSequences, issueHistories } from './major-issues';
export { rulebooks } from './rulebooks';
