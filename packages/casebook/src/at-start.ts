import { checkAtStart, type Database } from '@casebook/event-store-postgres';
import type { ReadModels } from '@casebook/projection';
import { run } from './run';

const warn = (text: string): void => process.emitWarning(text, 'CasebookRestored');

/** Sees to it that no position is given twice, and says where one would have been. Rejects with LogDamaged. */
export const checkedLog = async (database: Database): Promise<void> => {
  const mended = await checkAtStart(database);
  if (mended === null) return;
  const { positionsFrom, positionsTo } = mended;
  warn(
    `The log in schema ${database.schema} goes up to position ${positionsTo}, and ${positionsFrom + 1} would have been given next: that was mended. Was it restored?`,
  );
};

/** Builds read models anew that hold more than the log does, and says which. */
export const checkedReadModels = async (readModels: ReadModels): Promise<void> => {
  const names = await run(readModels.ahead());
  if (names.length === 0) return;
  warn(`These read models held more than the log and are built anew: ${names.join(', ')}. Was it restored?`);
  await run(readModels.rebuild(names));
};
