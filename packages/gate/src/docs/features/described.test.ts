import { describedIn } from './described';

const file = 'packages/shop/src/queues.feature.test.ts';
const faultsIn = (text: string): ReadonlyArray<string> => describedIn(file, text).faults;
const feature = (tests: string): string => `describe('32: queues', () => {\n${tests}\n});\n`;

describe('a test file of features', () => {
  test('tells each feature with the names of its tests, in their order', () => {
    const text = `
      import { desk } from './desk';
      const note = "describe('7: a case has a type')";
      describe('31: rules route a case to a team', () => {
        test('goes to the experts', async () => { expect(await desk()).toBe(1); });
        describe('that is closed', () => {
          test.each([1, 2])(\`refuses a rule\`, (n) => { expect(n).toBe(n); });
        });
      });
      ${feature("it('hold what is open', () => expect(desk()).toEqual([]));")}`;
    expect(describedIn(file, text)).toEqual({
      described: [
        { file, number: 31, title: 'rules route a case to a team', tests: ['goes to the experts', 'refuses a rule'] },
        { file, number: 32, title: 'queues', tests: ['hold what is open'] },
      ],
      faults: [],
    });
  });

  test.each([
    ["describe('queues', () => {});", '‘queues’ in describe names no feature'],
    ["test('32: queues', () => { expect(1).toBe(1); });", '‘32: queues’ in test names no feature'],
    ["describe(`32: ${'queues'}`, () => {});", '‘a block without a written name’ in describe names no feature'],
    ["describe.skip('32: queues', () => {});", '‘32: queues’ in describe.skip names no feature'],
    ["xdescribe('32: queues', () => {});", '‘32: queues’ in xdescribe names no feature'],
  ])('is told that a block of it is of no feature: %s', (text, fault) => {
    expect(faultsIn(text)).toEqual([expect.stringContaining(`${file}: ${fault}`)]);
  });

  test.each([
    ["test.skip('hold', () => { expect(1).toBe(1); });", '‘hold’ is in test.skip, which does not run as a test'],
    ["xit('hold', () => { expect(1).toBe(1); });", '‘hold’ is in xit, which does not run as a test'],
    ["test.todo('hold');", '‘hold’ is in test.todo, which does not run as a test'],
    ["describe.skip('if', () => {});", '‘if’ is in describe.skip, which does not run as a test'],
    ['test(name, () => { expect(1).toBe(1); });', 'a test has a name that is not written out'],
    ["test('hold', () => {});", '‘hold’ expects nothing'],
  ])('is told that a test of it shows nothing: %s', (tests, fault) => {
    expect(faultsIn(feature(tests))).toEqual([`${file}: ${fault}`]);
  });
});
