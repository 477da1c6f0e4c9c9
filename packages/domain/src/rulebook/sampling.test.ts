import { textOf } from '@casebook/vocabulary';
import { caseNumber } from '../numbering/case-number';
import { hash32 } from '../hash';
import { plainRulebook } from './plain';
import { drawnFor, reviewWanted } from './sampling';

const sample = (percent: number, seed = 'spring') => ({ percent, seed: textOf(seed) });
const numbers = Array.from({ length: 10_000 }, (_, index) => caseNumber(index + 1));
const picked = (percent: number, seed?: string) =>
  numbers.filter((number) => drawnFor(sample(percent, seed), number, 1) < percent);

describe('the sample of closed cases', () => {
  test('is drawn by a hash that anybody can compute again', () => {
    expect(hash32('')).toBe(2_872_998_923);
    expect(hash32('spring/C-10423-0/1')).toBe(3_250_722_895);
    expect(drawnFor(sample(10), caseNumber(10423), 1)).toBe(3_250_722_895 % 100);
  });

  test('is about as large as it says, and holds all of a smaller one', () => {
    const [five, twenty] = [picked(5), picked(20)];
    expect(Math.abs(five.length - 500)).toBeLessThan(100);
    expect(Math.abs(twenty.length - 2_000)).toBeLessThan(150);
    expect(twenty).toEqual(expect.arrayContaining(five));
    expect(picked(100)).toHaveLength(numbers.length);
  });

  test('is another one with another seed, and drawn anew for each cycle', () => {
    const other = new Set(picked(20, 'autumn'));
    const both = picked(20).filter((number) => other.has(number));
    expect(Math.abs(both.length - 400)).toBeLessThan(100);
    const cycles = numbers.filter((number) => drawnFor(sample(20), number, 2) < 20);
    expect(cycles).not.toEqual(picked(20));
  });

  test('is of the first scorecard that has one and whose condition holds', () => {
    const scorecard = { when: { all: [] }, criteria: [], passAt: 80, sample: sample(100) };
    const phone = { field: 'channel', is: textOf('phone') } as const;
    const rulebook = {
      ...plainRulebook,
      scorecards: [
        { ...scorecard, name: textOf('by hand'), sample: null },
        { ...scorecard, name: textOf('calls'), when: phone },
        { ...scorecard, name: textOf('others') },
      ],
    };
    const wanted = (channel: string) =>
      reviewWanted(rulebook, new Map([['channel', textOf(channel)]]), caseNumber(1), 1)?.decision;
    expect(wanted('phone')).toMatchObject({ rule: 'calls', inputs: { channel: 'phone', seed: 'spring' } });
    expect(wanted('chat')).toMatchObject({ rule: 'others', alternatives: [{ choice: 'calls' }] });
  });
});
