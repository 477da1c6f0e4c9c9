import { rulebookCategory } from '@casebook/domain';
import { streamName, type StreamName } from '@casebook/event-store';
import { literal, TenantId } from '@casebook/vocabulary';

/** The one stream of a tenant's rulebook. */
export const rulebookStream = (tenant: TenantId): StreamName =>
  streamName({ category: rulebookCategory, tenant, id: 'versions' });

/** All rulebook streams lie between these two, in the order of `readByStream`: the tenant that comes first, and the category after. */
export const rulebookStreams = {
  after: streamName({ category: rulebookCategory, tenant: literal(TenantId, '-'.repeat(63)), id: '\u0001' }),
  before: streamName({ category: `${rulebookCategory}s`, tenant: literal(TenantId, '-'), id: '\u0001' }),
} as const;
