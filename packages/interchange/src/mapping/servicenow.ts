import { literal, Text } from '@casebook/vocabulary';
import type { Mapping, TimeColumn } from './mapping';

const time = (column: string): TimeColumn => ({ column, format: 'd/M/yyyy HH:mm', zone: null });

/**
 * The audit log of ServiceNow incidents, one row for each update. `opened_at`, `closed_at` and `closed_code` have their
 * final value on every row of a case, `resolved_at` and `resolved_by` too: only the first is a fact of the beginning, a code
 * counts from `closed_at` on, and the last two say nothing that the rows do not say at their own time.
 */
export const servicenow: Mapping = {
  system: literal(Text, 'servicenow'),
  delimiter: ',',
  encoding: 'utf-8',
  zone: 'UTC',
  empty: ['?'],
  columns: {
    case: 'number',
    time: time('sys_updated_at'),
    activity: 'incident_state',
    opened: time('opened_at'),
    openedBy: 'opened_by',
    by: 'sys_updated_by',
    team: 'assignment_group',
    agent: { column: 'assigned_to', whenEmpty: 'released' },
    category: ['category', 'subcategory'],
    priority: { column: 'priority', values: {} },
    customer: 'caller_id',
    channel: {
      column: 'contact_type',
      values: {
        Phone: 'phone',
        Email: 'email',
        Chat: 'chat',
        'Self service': 'portal',
        'Self-service': 'portal',
        'Walk-in': 'inPerson',
        'Direct opening': 'unknown',
        IVR: 'phone',
      },
    },
    subject: null,
    code: { column: 'closed_code', since: time('closed_at') },
    verdict: { column: 'made_sla', metric: literal(Text, 'resolution'), met: ['true'], missed: ['false'] },
    fields: {
      location: 'location',
      symptom: 'u_symptom',
      'configuration item': 'cmdb_ci',
      impact: 'impact',
      urgency: 'urgency',
      problem: 'problem_id',
      change: 'rfc',
      vendor: 'vendor',
      'caused by': 'caused_by',
    },
  },
  activities: {
    New: { as: 'new' },
    Active: { as: 'open' },
    'Awaiting User Info': { as: 'waiting', on: 'customer' },
    'Awaiting Vendor': { as: 'waiting', on: 'thirdParty' },
    'Awaiting *': { as: 'waiting', on: 'task' },
    Resolved: { as: 'resolved' },
    Closed: { as: 'closed' },
    Canceled: { as: 'cancelled' },
    Cancelled: { as: 'cancelled' },
  },
  otherwise: { as: 'open' },
};
