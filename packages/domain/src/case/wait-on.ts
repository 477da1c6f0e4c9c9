/** What is waited for. */
export type WaitOn = 'customer' | 'thirdParty' | 'task' | 'approval' | 'majorIssue' | 'date';
