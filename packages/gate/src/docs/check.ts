import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { brokenLinks } from './links';
import { withRegions } from './regions';

// `pnpm check:docs`: every relative link resolves, and every code block taken from a region is that region. With --update it copies them anew.
const root = resolve(__dirname, '../../../..');
const update = process.argv.includes('--update');

const pages = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '*.md'], {
  cwd: root,
  encoding: 'utf8',
})
  .split('\n')
  .filter(
    (page) =>
      page !== '' && existsSync(join(root, page)) && !page.startsWith('.changeset/') && !page.endsWith('CHANGELOG.md'),
  );

const read = (path: string): string | null =>
  existsSync(join(root, path)) ? readFileSync(join(root, path), 'utf8') : null;

const problems = pages.flatMap((page) => {
  const before = readFileSync(join(root, page), 'utf8');
  const { text, stale, missing } = withRegions(before, read);
  if (update && text !== before) {
    writeFileSync(join(root, page), text);
    console.log(`${page}: brought up to date`);
  }
  return [
    ...brokenLinks(root, page),
    ...missing.map((what) => `${page}: no such region: ${what}`),
    ...(update ? [] : stale.map((what) => `${page}: differs from ${what}; \`pnpm docs:update\` copies it anew`)),
  ];
});

for (const problem of problems) console.error(problem);
if (problems.length > 0) process.exitCode = 1;
else console.log(`${pages.length} pages: links and code are as they should be`);
