import { region, withRegions } from './regions';

const source = `
  // #region desk
  const desk = open();
  // #region inner
  if (desk) {
    use(desk);
  }
  // #endregion

  // #endregion
  close();
`;
const fence = '```';
const page = (code: string, mark = '<!-- from: shop.test.ts#desk -->') =>
  `# Shop\n\n${mark}\n\n${fence}ts\n${code}${fence}\n\nMore.\n`;
const read = (path: string) => (path === 'shop.test.ts' ? source : null);
const desk = 'const desk = open();\nif (desk) {\n  use(desk);\n}\n';

describe('a region', () => {
  test('is its lines without common indentation and without the marks of inner regions', () => {
    expect(region(source, 'desk')).toBe(desk);
    expect(region(source, 'inner')).toBe('if (desk) {\n  use(desk);\n}\n');
  });

  test('may be in several places, around imports and around what uses them', () => {
    const both = `// #region use\nimport { a } from 'a';\n// #endregion\n\nit(() => {\n  // #region use\n  a();\n  // #endregion\n});\n`;
    expect(region(both, 'use')).toBe("import { a } from 'a';\n\na();\n");
  });

  test('is absent where its name is not, or where it never ends', () => {
    expect(region(source, 'des')).toBeNull();
    expect(region('// #region open\nx();\n', 'open')).toBeNull();
  });
});

describe('a page', () => {
  test('is content when its block is the region', () => {
    expect(withRegions(page(desk), read)).toEqual({ text: page(desk), stale: [], missing: [] });
  });

  test('is stale when its block differs, and is given what the region says', () => {
    expect(withRegions(page('const desk = 1;\n'), read)).toEqual({
      text: page(desk),
      stale: ['shop.test.ts#desk'],
      missing: [],
    });
  });

  test('says which region is missing, and keeps its block', () => {
    const lost = page('x();\n', '<!-- from: shop.test.ts#lost -->');
    expect(withRegions(lost, read)).toEqual({ text: lost, stale: [], missing: ['shop.test.ts#lost'] });
    expect(withRegions(page('x();\n', '<!-- from: gone.ts#desk -->'), read).missing).toEqual(['gone.ts#desk']);
  });

  test('may not carry a mark that nobody reads', () => {
    expect(withRegions('<!-- from: shop.test.ts -->\n\nprose\n', read).missing).toHaveLength(1);
  });

  test('may take in a whole file, without its marks', () => {
    const whole = '<!-- from: shop.test.ts -->';
    const { text } = withRegions(page('', whole), read);
    expect(text).toBe(page(`${desk}\nclose();\n`, whole));
  });

  test('may show how a mark is written', () => {
    const shown = `\`${fence}md\n<!-- from: gone.ts#x -->\n\n${fence}ts\n${fence}\n\`${fence}\n`;
    expect(withRegions(shown, read)).toEqual({ text: shown, stale: [], missing: [] });
  });

  test('brings each of several blocks up to date', () => {
    const { text, stale } = withRegions(page('a\n') + page('b\n', '<!-- from: shop.test.ts#inner -->'), read);
    expect(stale).toEqual(['shop.test.ts#desk', 'shop.test.ts#inner']);
    expect(withRegions(text, read).stale).toEqual([]);
  });
});
