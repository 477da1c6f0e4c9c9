import { wordsOf } from './words';

const words = (text: string): ReadonlyArray<string> => [...wordsOf(text)];

describe('the words of a text', () => {
  test('are compared without regard to case, signs and how often they are there', () => {
    expect(words('Screen dark! The SCREEN (no. 7) stays dark.')).toEqual(['screen', 'dark', '7', 'stays']);
  });

  test('are the same however their letters are composed', () => {
    expect(words('Stra\u00DFe \uFB01x caf\u00E9')).toEqual(words('STRA\u00DFE fix cafe\u0301'));
  });

  test('are found where no spaces are written', () => {
    expect(words('画面が暗い phone')).toEqual(expect.arrayContaining(['画面', 'phone']));
  });

  test('are none where only little words are', () => {
    expect(words('It is not on.')).toEqual([]);
    expect(words('…!')).toEqual([]);
    expect(words('')).toEqual([]);
  });
});
