import type { Look } from './look';

/** A heading with what it is about beside it. */
export const title = ({ color }: Look, name: string, about = ''): string =>
  about === '' ? color.bold(name) : `${color.bold(name)}  ${color.dim(about)}`;

/** Blocks with an empty line between them; empty ones left out. */
export const blocks = (...parts: ReadonlyArray<string>): string => parts.filter((part) => part !== '').join('\n\n');
