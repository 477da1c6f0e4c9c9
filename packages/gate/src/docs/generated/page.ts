const block = /(<!-- generated: (.+?) -->\n)([\s\S]*?)(<!-- end -->)/g;
const complete = /<!-- names all: (.+?) -->/g;

/** Makes what a mark asks for, and tells what a page must name; both throw where there is no such thing. */
export interface Generators {
  readonly make: (what: string) => string;
  readonly names: (what: string) => ReadonlyArray<string>;
}

/**
 * A page with every part between `<!-- generated: what -->` and `<!-- end -->` made anew; which of them differ; and what of
 * `<!-- names all: what -->` the page does not name in code.
 */
export const withGenerated = (
  markdown: string,
  { make, names }: Generators,
): { readonly text: string; readonly stale: ReadonlyArray<string>; readonly unnamed: ReadonlyArray<string> } => {
  const stale: Array<string> = [];
  const text = markdown.replace(block, (_, open: string, what: string, there: string, end: string) => {
    const today = `\n${make(what)}\n`;
    if (today !== there) stale.push(what);
    return open + today + end;
  });
  const unnamed = [...markdown.matchAll(complete)]
    .flatMap(([, what = '']) => names(what))
    .filter((name) => !markdown.includes(`\`${name}\``) && !new RegExp(`^#+ ${name}$`, 'm').test(markdown));
  return { text, stale, unnamed };
};
