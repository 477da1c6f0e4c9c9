export { dueTimers, type DueTimer } from './due-timers';
export { queueCounts, type QueueCount } from './queue-counts';
export { queueEntries } from './queue-entries';
export { type QueueItem } from './queue-item';
export { nextCase, reviewQueue, teamQueue, worklist, type QueueQuestion, type TeamQuestion } from './queues';
export { type QueueTables } from './tables';
export { timers } from './timers';
