import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { readFeatures } from './features/read-features';
import { unfit } from './features/unfit';
import { generatorsOf } from './generated/generators';
import { withGenerated } from './generated/page';
import { brokenLinks } from './links';
import { listed } from './listed';
import { withRegions } from './regions';

// `pnpm check:docs`: every relative link resolves, every code block taken from a region is that region, every part generated from
// types or tests is as it would be generated today, and tests of features are named after features that there are. With --update it
// writes them anew.
const root = resolve(__dirname, '../../../..');
const update = process.argv.includes('--update');

const pages = listed(root, '*.md').filter((page) => !page.startsWith('.changeset/') && !page.endsWith('CHANGELOG.md'));

const read = (path: string): string | null =>
  existsSync(join(root, path)) ? readFileSync(join(root, path), 'utf8') : null;

const generators = generatorsOf(root);

const { described, faults } = readFeatures(root);

const inPages = pages.flatMap((page) => {
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

const problems = [...faults, ...unfit(described), ...inPages];
for (const problem of problems) console.error(problem);
if (problems.length > 0) process.exitCode = 1;
else console.log(`${pages.length} pages: links and code are as they should be`);
