/** How hard a case is to work on, from the least. */
export const complexities = ['low', 'medium', 'high'] as const;

export type Complexity = (typeof complexities)[number];
