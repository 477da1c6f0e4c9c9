/** Reads a file of the repository; null if there is none. */
export type ReadSource = (path: string) => string | null;

const marked = /(<!-- from: ([^\s#]+)(?:#(\S+))? -->\n+)(```[^`\n]*\n)([\s\S]*?)(^```[^\S\n]*$)/gm;
/** Markdown that is shown, in a longer fence: a mark in there is an example. */
const shown = /(^````.*\n[\s\S]*?^````[^\S\n]*$)/m;
const start = /^\s*(?:\/\/|#|--)\s*#region\s+(\S+)/;
const end = /^\s*(?:\/\/|#|--)\s*#endregion\b/;

const dedent = (lines: ReadonlyArray<string>): string => {
  const indents = lines.filter((line) => line.trim() !== '').map((line) => line.length - line.trimStart().length);
  const indent = Math.min(...indents);
  return lines
    .map((line) => `${line.slice(indent)}\n`)
    .join('')
    .replace(/^\n+|(?<=\n)\n+$/g, '');
};

/** The lines of the region that begins at `first`, without marks; null if it never ends. */
const piece = (lines: ReadonlyArray<string>, first: number): ReadonlyArray<string> | null => {
  const taken: Array<string> = [];
  let depth = 1;
  for (const line of lines.slice(first + 1)) {
    if (end.test(line)) depth -= 1;
    else if (start.test(line)) depth += 1;
    else taken.push(line);
    if (depth === 0) return taken;
  }
  return null;
};

/**
 * The lines between `// #region name` and its `// #endregion`, without common indentation and the marks of regions within; null
 * if absent. A name that is there several times, as around imports and around what uses them, is put together with an empty line between.
 */
export const region = (source: string, name: string): string | null => {
  const lines = source.split('\n');
  const pieces = lines.flatMap((line, index) => (start.exec(line)?.[1] === name ? [piece(lines, index)] : []));
  const whole = pieces.filter((taken) => taken !== null);
  return whole.length === 0 || whole.length < pieces.length ? null : whole.map(dedent).join('\n');
};

/** A whole file without marks of regions. */
const unmarked = (source: string): string =>
  dedent(source.split('\n').filter((line) => !start.test(line) && !end.test(line)));

/**
 * A page with every code block under a `<!-- from: path#region -->` as that region reads today, or under a `<!-- from: path -->` as
 * that file does, and what is wrong with the page as it is: blocks that differ, marks that lead nowhere.
 */
export const withRegions = (
  markdown: string,
  read: ReadSource,
): { readonly text: string; readonly stale: ReadonlyArray<string>; readonly missing: ReadonlyArray<string> } => {
  const stale: Array<string> = [];
  const missing: Array<string> = [];
  const fresh = (
    block: string,
    mark: string,
    path: string,
    name: string | undefined,
    open: string,
    code: string,
    close: string,
  ) => {
    const source = read(path);
    const today = source === null ? null : name === undefined ? unmarked(source) : region(source, name);
    const what = name === undefined ? path : `${path}#${name}`;
    if (today === null) {
      missing.push(what);
      return block;
    }
    if (today !== code) stale.push(what);
    return mark + open + today + close;
  };
  const sections = markdown.split(shown).map((section, index) => {
    if (index % 2 === 1) return section; // split() puts what it splits at, the examples, at the odd places
    const unread = section.replace(marked, '').match(/<!-- from:.*-->/g) ?? [];
    missing.push(...unread.map((mark) => `${mark} without a path or without a code block below`));
    return section.replace(marked, fresh);
  });
  return { text: sections.join(''), stale, missing };
};
