import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { anchors, brokenLinks } from './links';

describe('the anchors of a page', () => {
  test('are those GitHub gives to headings', () => {
    expect(anchors('# The log\n## What `append` says, and why\n```\n# not one\n```\n## The log\n')).toEqual([
      'the-log',
      'what-append-says-and-why',
      'the-log-1',
    ]);
  });
});

describe('the links of a page', () => {
  const root = mkdtempSync(join(tmpdir(), 'casebook-links-'));
  afterAll(() => rmSync(root, { recursive: true }));
  const broken = (text: string): ReadonlyArray<string> => {
    mkdirSync(join(root, 'docs'), { recursive: true });
    writeFileSync(join(root, 'README.md'), '# Casebook\n## Two commands\n');
    writeFileSync(join(root, 'docs/page.md'), text);
    return brokenLinks(root, 'docs/page.md');
  };

  test('may lead to files, folders, headings and other sites', () => {
    const links =
      '[a](../README.md) [b](../README.md#two-commands) [c](.) [d](#here) [e](https://example.com/x) [f](mailto:a@b.c)';
    expect(broken(`# Here\n${links}\n[g]: ../README.md\n<img src="page.md">\n`)).toEqual([]);
  });

  test('are named when they lead nowhere', () => {
    expect(
      broken(
        '[a](gone.md) ![b](gone.png "title") [c](../README.md#gone) [d](#gone)\n\n[e]: gone.txt\n<a href="lost.md">',
      ),
    ).toEqual([
      'docs/page.md: the link gone.md leads nowhere',
      'docs/page.md: the link gone.png leads nowhere',
      'docs/page.md: the link ../README.md#gone names a heading that is not there',
      'docs/page.md: the link #gone names a heading that is not there',
      'docs/page.md: the link gone.txt leads nowhere',
      'docs/page.md: the link lost.md leads nowhere',
    ]);
  });

  test('are not looked for in code', () => {
    expect(broken('`[a](gone.md)`\n\n```md\n[b](gone.md)\n```\n')).toEqual([]);
  });
});
