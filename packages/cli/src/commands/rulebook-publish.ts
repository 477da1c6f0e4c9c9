import { run } from '@casebook/casebook';
import { readInstant } from '../instants';
import { publishedPage } from '../present/rulebook-page';
import { problem } from '../problem';
import { rulebookIn } from '../rulebook-file';
import type { Settings } from '../settings';
import type { Answer } from './answer';
import { opened } from './opened';

export interface PublishOptions {
  readonly approvedBy: string;
  readonly note: string;
  readonly effectiveFrom?: string;
}

/** From when it counts: as the option says, else as the file does, else as it is published. */
const effectiveFrom = ({ note }: Settings, said: string | undefined, isInFile: boolean): string | undefined => {
  if (said === undefined) return isInFile ? undefined : 'now';
  if (said === 'now') return said;
  const { instant, utcAssumed } = readInstant('--effective-from', said);
  if (utcAssumed) note(`--effective-from ${said} is taken as ${instant}: no zone was given, so UTC is assumed.`);
  return instant;
};

/** Publishes the rulebook in a file. */
export const rulebookPublish = async (settings: Settings, file: string, options: PublishOptions): Promise<Answer> => {
  const { rulebook, saysEffectiveFrom, lint } = await rulebookIn(file);
  if (lint.length > 0) throw problem({ type: 'RulebookWrong', file, faults: lint });
  const from = effectiveFrom(settings, options.effectiveFrom, saysEffectiveFrom);
  const { approvedBy, note: changeNote } = options;
  return opened(settings, async (_, desk) => {
    const published = await run(desk.rulebook.publish(rulebook, { approvedBy, changeNote, effectiveFrom: from }));
    const { version, hash, effectiveFrom: since, position, events } = published;
    const figures = { version, hash, effectiveFrom: since, approvedBy, changeNote, position, isNew: events.length > 0 };
    return {
      page: () => publishedPage(settings.tenant, figures),
      json: figures,
      sheet: { columns: Object.keys(figures), rows: [Object.values(figures)] },
    };
  });
};
