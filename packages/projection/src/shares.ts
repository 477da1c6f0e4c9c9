/** How many shares the streams are dealt into: as many workers at most can fold at the same time. */
export const shares = 8;

export const everyShare: ReadonlyArray<number> = Array.from({ length: shares }, (_, share) => share);
