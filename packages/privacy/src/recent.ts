/** The latest of many, by name: what has not been used for longest goes first. */
export interface Recent<A> {
  readonly get: (name: string) => A | undefined;
  readonly set: (name: string, value: A) => void;
  readonly delete: (name: string) => void;
}

export const recent = <A>(most: number): Recent<A> => {
  const values = new Map<string, A>();
  const set = (name: string, value: A): void => {
    values.delete(name);
    values.set(name, value);
    if (values.size <= most) return;
    const [oldest] = values.keys();
    if (oldest !== undefined) values.delete(oldest);
  };
  return {
    get: (name) => {
      const value = values.get(name);
      if (value !== undefined) set(name, value);
      return value;
    },
    set,
    delete: (name) => void values.delete(name),
  };
};
