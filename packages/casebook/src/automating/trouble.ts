/** Something that could not be done, and is tried again unless it says otherwise. */
export interface Trouble {
  /** `time`, `notifications`, or the name of a reaction with the tenant it is for. */
  readonly doing: string;
  /** A tagged value, or what was thrown. */
  readonly failure: unknown;
}

export type OnTrouble = (trouble: Trouble) => void;
