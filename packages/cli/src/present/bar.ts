const eighths = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉'];

/** A bar as long as its share of `most`, to an eighth of a column; anything above nothing is seen. */
export const bar = (value: number, most: number, width: number): string => {
  if (value <= 0 || most <= 0) return '';
  const parts = Math.max(1, Math.round((Math.min(value, most) / most) * width * 8));
  return '█'.repeat(Math.floor(parts / 8)) + (eighths[parts % 8] ?? '');
};

const levels = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];

/** One column a value, from nothing to the most. */
export const sparkline = (values: ReadonlyArray<number>): string => {
  const most = Math.max(1, ...values);
  return values.map((value) => levels[Math.round((Math.max(0, value) / most) * 7)] ?? '▁').join('');
};
