const oids = { text: 25, json: 114 } as const; // fixed, as those of all types that come with PostgreSQL
const header = 20; // bytes: dimensions, whether there are nulls, type, length, lower bound

/**
 * A text[] or json[] in PostgreSQL's binary form: nothing to quote here and nothing to parse there, which for the thousands
 * of values of a group is most of what the text form costs both.
 */
export const textArray = (values: ReadonlyArray<string | null>, type: keyof typeof oids = 'text'): Buffer => {
  let most = header; // a UTF-16 unit is at most three bytes
  for (const value of values) most += 4 + (value === null ? 0 : value.length * 3);
  const bytes = Buffer.allocUnsafe(most);
  bytes.writeInt32BE(1, 0);
  bytes.writeInt32BE(1, 4);
  bytes.writeInt32BE(oids[type], 8);
  bytes.writeInt32BE(values.length, 12);
  bytes.writeInt32BE(1, 16);
  let end = header;
  for (const value of values) {
    const length = value === null ? -1 : bytes.write(value, end + 4);
    bytes.writeInt32BE(length, end);
    end += 4 + Math.max(length, 0);
  }
  return bytes.subarray(0, end);
};

/** An array whose values need no quoting (numbers, uuids, instants), in the text form. */
export const plainArray = (values: ReadonlyArray<string | number | null>): string =>
  `{${values.map((value) => value ?? 'NULL').join()}}`;
