/**
 * The check character of ISO/IEC 7064 MOD 11-2: a digit or X. It catches every wrong digit and every two neighbours
 * swapped.
 */
export const checkCharacter = (digits: string): string => {
  let product = 0;
  for (const digit of digits) product = ((product + Number(digit)) * 2) % 11;
  const value = (12 - product) % 11;
  return value === 10 ? 'X' : String(value);
};
