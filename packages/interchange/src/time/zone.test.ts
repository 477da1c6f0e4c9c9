import { option as O } from 'fp-ts';
import { instantOf } from '@casebook/vocabulary';
import { zoneNamed } from './zone';

const shown = (zone: string, local: string): string => {
  const found = zoneNamed(zone);
  return O.isSome(found) ? instantOf(found.value(Date.parse(`${local}:00Z`))) : 'no zone';
};

describe('a local time', () => {
  test.each([
    ['UTC', '2016-02-29T01:16', '2016-02-29T01:16:00.000Z'],
    ['Europe/Rome', '2016-01-15T12:00', '2016-01-15T11:00:00.000Z'],
    ['Europe/Rome', '2016-07-15T12:00', '2016-07-15T10:00:00.000Z'],
    ['America/Sao_Paulo', '2016-01-15T12:00', '2016-01-15T14:00:00.000Z'],
    ['Asia/Kathmandu', '2016-01-15T12:00', '2016-01-15T06:15:00.000Z'],
    ['Pacific/Apia', '2011-12-31T12:00', '2011-12-30T22:00:00.000Z'],
  ])('in %s, %s, is %s', (zone, local, instant) => {
    expect(shown(zone, local)).toBe(instant);
  });

  test('that occurs twice is the first of the two instants', () => {
    expect(shown('Europe/Rome', '2016-10-30T02:30')).toBe('2016-10-30T00:30:00.000Z');
    expect(shown('America/New_York', '2016-11-06T01:30')).toBe('2016-11-06T05:30:00.000Z');
  });

  test('that is skipped is as much later as clocks went forward', () => {
    expect(shown('Europe/Rome', '2016-03-27T02:30')).toBe('2016-03-27T01:30:00.000Z');
    expect(shown('America/New_York', '2016-03-13T02:00')).toBe('2016-03-13T07:00:00.000Z');
    expect(shown('Australia/Lord_Howe', '2016-10-02T02:10')).toBe('2016-10-01T15:40:00.000Z');
  });

  test('beside a change of clocks is exact', () => {
    expect(shown('Europe/Rome', '2016-03-27T01:59')).toBe('2016-03-27T00:59:00.000Z');
    expect(shown('Europe/Rome', '2016-03-27T03:00')).toBe('2016-03-27T01:00:00.000Z');
    expect(shown('Europe/Rome', '2016-10-30T01:59')).toBe('2016-10-29T23:59:00.000Z');
    expect(shown('Europe/Rome', '2016-10-30T03:00')).toBe('2016-10-30T02:00:00.000Z');
  });

  test('has no instant in a zone that does not exist', () => {
    expect(shown('Europe/Atlantis', '2016-03-27T02:30')).toBe('no zone');
  });
});
