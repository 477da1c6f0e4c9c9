import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openDatabase } from '@casebook/event-store-postgres';
import { problem } from '../problem';

const mark = 'made-by-casebook-demo.txt';
const words = 'casebook demo made this folder, and empties it when it runs again.\n';

/** An empty folder for a demo. One that an earlier demo made is emptied, unless somebody is using it; any other is left alone. */
export const freshFolder = async (folder: string): Promise<void> => {
  if (existsSync(folder) && readdirSync(folder).length > 0) {
    if (!existsSync(join(folder, mark))) throw problem({ type: 'FolderTaken', folder });
    const database = await openDatabase({ folder }); // refused while another process has it
    await database.close();
    rmSync(folder, { recursive: true });
  }
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, mark), words);
};
