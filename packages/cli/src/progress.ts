/** Tells how far a long piece of work has come. */
export interface Progress {
  /** `total` null: not known before the end. */
  readonly start: (what: string, total: number | null) => Running;
}

export interface Running {
  readonly at: (done: number) => void;
  readonly end: () => void;
}

export const silent: Progress = { start: () => ({ at: () => undefined, end: () => undefined }) };
