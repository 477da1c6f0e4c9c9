import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { generatorsOf } from './generated/generators';
import { withGenerated } from './generated/page';
import { brokenLinks } from './links';
import { withRegions } from './regions';

// `pnpm check:docs`: every relative link resolves, every code block taken from a region is that region, and every part generated from
// types is as it would be generated today. With --update it writes them anew.
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

const generators = generatorsOf(root);

const problems = pages.flatMap((page) => {
  const before = readFileSync(join(root, page), 'utf8');
  const { text: shown, stale, missing } = withRegions(before, read);
  const { text, stale: generated, unnamed } = withGenerated(shown, generators);
  if (update && text !== before) {
    writeFileSync(join(root, page), text);
    console.log(`${page}: brought up to date`);
  }
  return [
    ...brokenLinks(root, page),
    ...missing.map((what) => `${page}: no such region: ${what}`),
    ...unnamed.map((name) => `${page}: says that it names them all, and ${name} is not there`),
    ...(update ? [] : generated.map((what) => `${page}: ${what} has changed; \`pnpm docs:update\` generates it anew`)),
    ...(update ? [] : stale.map((what) => `${page}: differs from ${what}; \`pnpm docs:update\` copies it anew`)),
  ];
});

for (const problem of problems) console.error(problem);
if (problems.length > 0) process.exitCode = 1;
else console.log(`${pages.length} pages: links and code are as they should be`);
