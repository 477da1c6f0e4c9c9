/** What the metadata of a stream lets its readers see. */
export interface StreamLimits {
  /** The first revision that can be read. */
  readonly truncateBefore: number;
  readonly maxCount: number;
}

const numberIn = (metadata: object, name: string): number | undefined => {
  const value: unknown = Object.entries(metadata).find(([field]) => field === name)?.[1];
  return typeof value === 'number' ? value : undefined;
};

/** The limits in the last event of a stream of metadata. */
export const limitsIn = (data: Uint8Array): StreamLimits => {
  const metadata: unknown = JSON.parse(Buffer.from(data).toString('utf8'));
  const fields = typeof metadata === 'object' && metadata !== null ? metadata : {};
  return { truncateBefore: numberIn(fields, '$tb') ?? 0, maxCount: numberIn(fields, '$maxCount') ?? Infinity };
};

export const isVisible = ({ truncateBefore, maxCount }: StreamLimits, revision: number, last: number): boolean =>
  revision >= truncateBefore && revision > last - maxCount;
