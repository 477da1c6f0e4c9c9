import { readFile } from 'node:fs/promises';
import { problem } from './problem';

/** The text of a file that the user named. */
export const readText = async (file: string): Promise<string> => {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    const why =
      code === 'ENOENT' ? 'is not there' : code === 'EISDIR' ? 'is a folder' : `cannot be read (${String(code)})`;
    throw problem({ type: 'FileUnreadable', file, why });
  }
};
