import type { Actor, CommandId, EventId, Instant, TenantId } from '@casebook/vocabulary';
import type { Hash, Source, StoredEvent, StreamName } from '@casebook/event-store';

/** The columns of `Row`, in its order; the stream's name is taken from where it is said to be. */
export const columnsWith = (
  stream: string,
): string => `e."position", e."tenant", ${stream}, e."revision", e."id", e."type", e."schema", e."data", e."occurred_at",
  e."recorded_at", e."late", e."actor"::text, e."command_id", e."correlation_id", e."causation_id", e."said_at", e."source"::text, e."wake", encode(e."hash", 'hex'), encode(e."previous", 'hex')`;

export const columns = columnsWith('e."stream"');

/** An event as the database gives it: what was checked when it was appended. */
export type Row = [
  position: number,
  tenant: TenantId,
  stream: StreamName,
  revision: number,
  id: EventId,
  type: string,
  schema: number,
  data: string,
  occurredAt: Instant,
  recordedAt: Instant,
  late: boolean,
  actor: string,
  commandId: CommandId | null,
  correlationId: string,
  causationId: string | null,
  saidAt: Instant | null,
  source: string | null,
  wake: Instant | null,
  hash: Hash,
  previous: Hash | null,
];

const remembered = 1_000;
const actors = new Map<string, Actor>();

// A page of thousands of events has a handful of actors.
const actorOf = (text: string): Actor => {
  const known = actors.get(text);
  if (known !== undefined) return known;
  const actor = JSON.parse(text) as Actor; // written by `append`, which takes nothing else
  if (actors.size >= remembered) actors.clear();
  actors.set(text, actor);
  return actor;
};

// As with actors.
const sourceOf = (text: string | null): Source | null => (text === null ? null : (JSON.parse(text) as Source));

export const storedEvent = ([
  position,
  tenant,
  stream,
  revision,
  id,
  type,
  schema,
  data,
  occurredAt,
  recordedAt,
  late,
  actor,
  commandId,
  correlationId,
  causationId,
  saidAt,
  source,
  wake,
  hash,
  previous,
]: Row): StoredEvent => ({
  id,
  type,
  schema,
  data,
  occurredAt,
  actor: actorOf(actor),
  commandId,
  correlationId,
  causationId,
  saidAt,
  source: sourceOf(source),
  wake,
  tenant,
  stream,
  revision,
  position,
  recordedAt,
  late,
  hash,
  previous,
});
