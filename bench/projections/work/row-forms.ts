/** Values as the kernel has them: text, or null. */
export type Values = ReadonlyArray<string | null>;

interface PostgresType {
  /** Fixed, as those of all types that come with PostgreSQL. */
  readonly oid: number;
  /** Writes the text's value in the type's binary form; gives its length. */
  readonly write: (value: string, into: Buffer, at: number) => number;
}

const epoch = Date.parse('2000-01-01T00:00:00.000Z');
const asIs: PostgresType['write'] = (value, into, at) => into.write(value, at);

const types: { readonly [sql: string]: PostgresType } = {
  text: { oid: 25, write: asIs },
  integer: { oid: 23, write: (value, into, at) => into.writeInt32BE(Number(value), at) - at },
  bigint: { oid: 20, write: (value, into, at) => into.writeBigInt64BE(BigInt(value), at) - at },
  boolean: { oid: 16, write: (value, into, at) => into.writeInt8(value === 'true' ? 1 : 0, at) - at },
  timestamptz: {
    oid: 1184,
    write: (value, into, at) => into.writeBigInt64BE(BigInt(Date.parse(value) - epoch) * 1000n, at) - at,
  },
  jsonb: { oid: 3802, write: (value, into, at) => into.writeInt8(1, at) - at + into.write(value, at + 1) },
};

const typeOf = (sql: string): PostgresType => {
  const found = types[sql];
  if (found === undefined) throw new Error(`${sql} is not written in binary here`);
  return found;
};

// Its length, and at most three bytes for a UTF-16 unit; every fixed type's text is long enough for its binary form, or has eight bytes.
const roomFor = (value: string | null): number => 4 + (value === null ? 0 : Math.max(8, value.length * 3));

const writeOne = (value: string | null, { write }: PostgresType, into: Buffer, at: number): number => {
  const length = value === null ? -1 : write(value, into, at + 4);
  into.writeInt32BE(length, at);
  return at + 4 + Math.max(length, 0);
};

/** An array as text. */
export const arrayAsText = (values: Values): string =>
  `{${values.map((value) => (value === null ? 'NULL' : `"${value.replace(/["\\]/g, '\\$&')}"`)).join()}}`;

/** An array in binary: dimensions, whether there are nulls, type, length, lower bound, then each value after its length. */
export const arrayInBinary = (values: Values, sql: string): Buffer => {
  const type = typeOf(sql);
  const bytes = Buffer.allocUnsafe(values.reduce((sum, value) => sum + roomFor(value), 20));
  [1, 1, type.oid, values.length, 1].forEach((word, index) => bytes.writeInt32BE(word, index * 4));
  let end = 20;
  for (const value of values) end = writeOne(value, type, bytes, end);
  return bytes.subarray(0, end);
};

const escaped: { readonly [character: string]: string } = { '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' };

const field = (value: string | null): string => {
  if (value === null) return '\\N';
  return /[\\\n\r\t]/.test(value) ? value.replace(/[\\\n\r\t]/g, (found) => escaped[found] ?? found) : value;
};

/** Rows as COPY reads them in text. */
export const copyText = (rows: ReadonlyArray<Values>): string =>
  rows.map((row) => `${row.map(field).join('\t')}\n`).join('');

/** Rows as COPY reads them in binary. */
export const copyBinary = (rows: ReadonlyArray<Values>, columns: ReadonlyArray<string>): Buffer => {
  const encoders = columns.map(typeOf);
  let most = 32;
  for (const row of rows) for (const value of row) most += roomFor(value);
  const bytes = Buffer.allocUnsafe(most);
  let end = bytes.write('PGCOPY\n\u00ff\r\n\0\0\0\0\0\0\0\0\0', 'latin1'); // its signature, no flags, no extension
  for (const row of rows) {
    end = bytes.writeInt16BE(encoders.length, end);
    encoders.forEach((type, index) => {
      end = writeOne(row[index] ?? null, type, bytes, end);
    });
  }
  end = bytes.writeInt16BE(-1, end);
  return bytes.subarray(0, end);
};
