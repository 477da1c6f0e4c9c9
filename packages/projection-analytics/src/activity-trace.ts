import type { CaseEvent } from '@casebook/domain';
import type { Recorded } from '@casebook/projection';
import type { CaseFact } from './case-facts.columns';

type Trace = Pick<CaseFact, 'source_rows' | 'activities' | 'variant' | 'last_row'>;

export const noActivity: Trace = { source_rows: 0, activities: 0, variant: null, last_row: null };

const labelled = (label: string): string => label.replace(/[\\→]/g, '\\$&');

const extended = ({ activities, variant }: Trace, label: string) => ({
  activities: activities + 1,
  variant: variant === null ? labelled(label) : `${variant} → ${labelled(label)}`,
});

/**
 * They tell how the case is kept, or what machines make of it, not how it was worked on: neither erasing somebody nor a new version
 * of an assessor must change a figure.
 */
const beside: ReadonlySet<CaseEvent['type']> = new Set([
  'LegalHoldPlaced',
  'LegalHoldReleased',
  'PersonalDataErased',
  'AssessmentRecorded',
]);

/**
 * The activity that an event adds to its case. A row of a source is one activity, however many events it yielded; what a
 * source told without a label of its own (a fact dated otherwise than its row) is none; our own events are activities by
 * their type, but for those beside the work.
 */
export const traced = (trace: Trace, { source, event }: Recorded<CaseEvent>): Partial<Trace> => {
  if (beside.has(event.type)) return {};
  if (source === null) return extended(trace, event.type);
  if (source.activity === null) return {};
  const row = `${source.system} ${source.file} ${source.row}`;
  if (row === trace.last_row) return {};
  return { ...extended(trace, source.activity), source_rows: trace.source_rows + 1, last_row: row };
};
