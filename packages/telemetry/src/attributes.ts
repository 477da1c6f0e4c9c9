/** The names of what spans and metrics carry. Never the content of an event, nor what a database says, which can quote it. */
export const attribute = {
  tenant: 'casebook.tenant',
  /** The part of a stream's name before its first hyphen. */
  category: 'casebook.stream.category',
  events: 'casebook.event.count',
  /** What the append expected of its stream: any, noStream, exists, revision. */
  expected: 'casebook.expected',
  expectedRevision: 'casebook.expected.revision',
  /** `appended`, `repeated`, `read`, or the type of the failure. */
  outcome: 'casebook.outcome',
  revision: 'casebook.revision',
  position: 'casebook.position',
  operation: 'casebook.operation',
  consumer: 'casebook.consumer',
  error: 'error.type',
} as const;
