/** `20769` as `20,769`. */
export const grouped = (value: number): string => value.toLocaleString('en-US', { maximumFractionDigits: 2 });

/** `0.606414` as `60.6 %`. */
export const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;

/** `1 case`, `2 cases`. */
export const counted = (count: number, one: string, many = `${one}s`): string =>
  `${grouped(count)} ${count === 1 ? one : many}`;
