import { createColors } from 'picocolors';

export type Colors = ReturnType<typeof createColors>;

/** What a page must know of the terminal that shows it. */
export interface Look {
  /** Columns. */
  readonly width: number;
  readonly color: Colors;
}

/** The look of a page that goes to a file or a test: no escape sequences. */
export const plain = (width = 100): Look => ({ width, color: createColors(false) });

/** The look of this terminal, never narrower than 80 or wider than 120 columns. */
export const lookOf = (columns: number | undefined, colored: boolean): Look => ({
  width: Math.min(120, Math.max(80, columns ?? 100)),
  color: createColors(colored),
});
