/** Reads a file of the repository; null if there is none. */
export type ReadSource = (path: string) => string | null;

const marked = /(<!-- from: (\S+?)#(\S+) -->\n+)(```[^`\n]*\n)([\s\S]*?)(^```[^\S\n]*$)/gm;
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

/** The lines between `// #region name` and its `// #endregion`, without common indentation and the marks of regions within; null if absent. */
export const region = (source: string, name: string): string | null => {
  const lines = source.split('\n');
  const first = lines.findIndex((line) => start.exec(line)?.[1] === name);
  if (first < 0) return null;
  const taken: Array<string> = [];
  let depth = 1;
  for (const line of lines.slice(first + 1)) {
    if (end.test(line)) depth -= 1;
    else if (start.test(line)) depth += 1;
    else taken.push(line);
    if (depth === 0) return dedent(taken);
  }
  return null;
};

/**
 * A page with every code block under a `<!-- from: path#region -->` as that region reads today, and what is wrong with the page as it is:
 * blocks that differ, marks that lead nowhere.
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
    name: string,
    open: string,
    code: string,
    close: string,
  ) => {
    const source = read(path);
    const today = source === null ? null : region(source, name);
    if (today === null) {
      missing.push(`${path}#${name}`);
      return block;
    }
    if (today !== code) stale.push(`${path}#${name}`);
    return mark + open + today + close;
  };
  const sections = markdown.split(shown).map((section, index) => {
    if (index % 2 === 1) return section; // split() puts what it splits at, the examples, at the odd places
    const unread = section.replace(marked, '').match(/<!-- from:.*-->/g) ?? [];
    missing.push(...unread.map((mark) => `${mark} without path#region or without a code block below`));
    return section.replace(marked, fresh);
  });
  return { text: sections.join(''), stale, missing };
};
