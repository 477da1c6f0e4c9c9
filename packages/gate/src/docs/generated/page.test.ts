import { withGenerated, type Generators } from './page';

const generators: Generators = {
  make: (what) => `| ${what} |\n`,
  names: (what) => [`${what}Created`, `${what}Closed`],
};
const page = (content: string) => `# Events\n\n<!-- generated: fields Case -->\n${content}<!-- end -->\n`;

describe('a page with generated parts', () => {
  test('is content when they are as they would be made today', () => {
    const fresh = page('\n| fields Case |\n\n');
    expect(withGenerated(fresh, generators)).toEqual({ text: fresh, stale: [], unnamed: [] });
  });

  test('is stale when they differ, and is given what is made today', () => {
    const { text, stale } = withGenerated(page('\n| old |\n\n'), generators);
    expect(stale).toEqual(['fields Case']);
    expect(withGenerated(text, generators).stale).toEqual([]);
  });

  test('names all that it promises to name, in code or as a heading', () => {
    const promise = '<!-- names all: Case -->\n';
    expect(withGenerated(promise, generators).unnamed).toEqual(['CaseCreated', 'CaseClosed']);
    expect(withGenerated(`${promise}\n### CaseCreated\n\nThen \`CaseClosed\`.\n`, generators).unnamed).toEqual([]);
  });
});
