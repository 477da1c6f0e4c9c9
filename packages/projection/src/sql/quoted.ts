/** A name, whatever is in it. */
export const name = (text: string): string => `"${text.replaceAll('"', '""')}"`;

export const names = (all: ReadonlyArray<string>): string => all.map(name).join(', ');

/** A text, as a constant of SQL. */
export const constant = (text: string): string => `'${text.replaceAll("'", "''")}'`;

const element = (text: string | null): string =>
  text === null ? 'NULL' : `"${/["\\]/.test(text) ? text.replace(/["\\]/g, '\\$&') : text}"`;

/** An array of text as the parameter of `$n::text::text[]`: drivers differ in what they make of arrays. */
export const list = (texts: ReadonlyArray<string | null>): string => `{${texts.map(element).join(',')}}`;
