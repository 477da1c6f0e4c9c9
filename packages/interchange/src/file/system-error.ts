const words: { readonly [code: string]: string } = {
  ENOENT: 'is not there',
  EISDIR: 'is a folder; name a file in it',
  EACCES: 'is not open to this user',
  EPERM: 'is not open to this user',
  EROFS: 'is on a disk that cannot be written',
  ENOSPC: 'finds no room on its disk',
  ENOTDIR: 'is not there: a part of its path is a file',
};

/** The code of an error of Node's; empty where it has none. */
export const errorCode = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';

/** What an error of the file system says about the file; undefined where it is none. */
export const systemError = (error: unknown): string | undefined => words[errorCode(error)];
