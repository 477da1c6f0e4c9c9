import { instantOf, textOf } from '@casebook/vocabulary';
import { plainRulebook } from './plain';
import { rulesOf } from './rules';

const first = { ...plainRulebook, version: 1, effectiveFrom: instantOf(1000) };
const second = { ...plainRulebook, version: 2, effectiveFrom: instantOf(2000) };
const corrected = { ...plainRulebook, version: 3, effectiveFrom: instantOf(2000) };

describe('rules', () => {
  const rules = rulesOf([second, corrected, first]);

  test('are those in effect at an instant, the newest of several', () => {
    expect(rules.at(instantOf(1999))).toBe(first);
    expect(rules.at(instantOf(2000))).toBe(corrected);
    expect(rules.at(instantOf(9999))).toBe(corrected);
  });

  test('are the first ones before any was in effect', () => {
    expect(rules.at(instantOf(0))).toBe(first);
  });

  test('are told in the order in which they come into effect', () => {
    expect(rules.all).toEqual([first, second, corrected]);
    expect(rulesOf([]).all).toEqual([]);
  });

  test('are the plain ones before the first was in effect that was published', () => {
    const published = rulesOf([{ ...first, hash: textOf('published') }, second]);
    expect(published.at(instantOf(999))).toBe(plainRulebook);
    expect(published.at(instantOf(1000)).version).toBe(1);
  });

  test('are found by the version that an event names', () => {
    expect(rules.version(2)).toBe(second);
    expect(rules.version(0)).toBe(plainRulebook);
    expect([0, 1, 4].map(rules.has)).toEqual([true, true, false]);
    expect(() => rules.version(4)).toThrow('there is no version 4 of the rulebook');
  });

  test('are the plain ones where there are none', () => {
    expect(rulesOf([]).at(instantOf(0))).toBe(plainRulebook);
  });

  test('have one rulebook a version', () => {
    expect(() => rulesOf([first, { ...second, version: 1 }])).toThrow('each rulebook must have a version of its own');
    expect(() => rulesOf([{ ...first, version: 0 }])).toThrow('each rulebook must have a version of its own');
  });
});
