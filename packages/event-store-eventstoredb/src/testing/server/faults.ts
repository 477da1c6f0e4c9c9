/** What can be asked of the server that a fault can meet. */
export type Asked = 'read' | 'subscribe' | 'append' | 'batchAppend';

/** What goes wrong with a request. */
export type Fault = {
  readonly of: Asked;
  /** Of the requests of that kind from now on, how many go well before: 0 by default. */
  readonly after?: number;
} &
  /** The connection breaks, before the request is dealt with or when it has been. */
  (
    | { readonly is: 'cut'; readonly when: 'before' | 'afterwards' }
    /** The call fails with UNAVAILABLE, before or afterwards. */
    | { readonly is: 'notReady'; readonly when: 'before' | 'afterwards' }
    /** The write is not committed in time, though it may be later: the answer is a timeout. */
    | { readonly is: 'timeout'; readonly when: 'before' | 'afterwards' }
    /** Nothing is ever answered. */
    | { readonly is: 'silence'; readonly when: 'before' | 'afterwards' }
    | { readonly is: 'late'; readonly millis: number }
    /** This node does not lead; who does is said, or not known. */
    | { readonly is: 'notLeader'; readonly leader: { readonly host: string; readonly port: number } | null }
    /** A read or a subscription ends after so many messages. */
    | { readonly is: 'endsAfter'; readonly messages: number; readonly by: 'cut' | 'notReady' }
  );

/** Faults on demand, each met once, in their order for each kind of request. */
export const faults = () => {
  let planned: Fault[] = [];
  const passed = new Map<Asked, number>();
  return {
    plan: (next: ReadonlyArray<Fault>): void => {
      planned = [...next];
      passed.clear();
    },
    /** The fault that this request meets. */
    next: (of: Asked): Fault | undefined => {
      const fault = planned.find((one) => one.of === of);
      if (fault === undefined) return undefined;
      const before = passed.get(of) ?? 0;
      passed.set(of, before + 1);
      if (before < (fault.after ?? 0)) return undefined;
      passed.set(of, 0);
      planned.splice(planned.indexOf(fault), 1);
      return fault;
    },
    left: (): number => planned.length,
  };
};
export type Faults = ReturnType<typeof faults>;
