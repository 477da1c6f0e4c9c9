import { existsSync, readFileSync } from 'node:fs';
import { dirname, extname, join } from 'node:path';

const fenced = /^(`{3,}|~{3,}).*\n[\s\S]*?^\1[^\S\n]*$/gm;
const inline = /`[^`\n]*`/g;
const targets = [
  /\]\(\s*<?([^)\s>]+)>?(?:\s+"[^"]*")?\s*\)/g,
  /^\[[^\]]+\]:\s+(\S+)/gm,
  /<(?:img|a)\b[^>]*?\b(?:src|href)="([^"]+)"/g,
];

/** The anchors GitHub gives to the headings of a page. */
export const anchors = (markdown: string): ReadonlyArray<string> => {
  const seen = new Map<string, number>();
  return [...markdown.replace(fenced, '').matchAll(/^#{1,6}\s+(.+?)\s*#*$/gm)].map(([, heading = '']) => {
    const slug = heading
      .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .replace(/\s/g, '-');
    const times = seen.get(slug) ?? 0;
    seen.set(slug, times + 1);
    return times === 0 ? slug : `${slug}-${times}`;
  });
};

/** The relative links of a page that lead nowhere, in words. Links to other sites are not followed. */
export const brokenLinks = (root: string, page: string): ReadonlyArray<string> => {
  const text = readFileSync(join(root, page), 'utf8');
  const prose = text.replace(fenced, '').replace(inline, '');
  const links = targets.flatMap((target) => [...prose.matchAll(target)].map(([, link = '']) => link));
  return links
    .filter((link) => !/^([a-z][a-z0-9+.-]*:|\/\/)/i.test(link))
    .flatMap((link) => {
      const [path = '', anchor] = decodeURI(link).split('#');
      const file = path === '' ? join(root, page) : join(root, path.startsWith('/') ? '' : dirname(page), path);
      if (!existsSync(file)) return [`${page}: the link ${link} leads nowhere`];
      if (anchor === undefined || extname(file) !== '.md') return [];
      const there = anchors(readFileSync(file, 'utf8')).includes(anchor);
      return there ? [] : [`${page}: the link ${link} names a heading that is not there`];
    });
};
