import { names } from './quoted';
import { columnsOf, qualified, type Table } from './table';

const escapes = /[\\\n\r\t]/;
const escaped: { readonly [character: string]: string } = { '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' };

const field = (value: string | null | undefined): string =>
  value === null || value === undefined
    ? '\\N'
    : escapes.test(value)
      ? value.replace(/[\\\n\r\t]/g, (character) => escaped[character] ?? character)
      : value;

/** The statement whose only parameter is what `copied` makes. */
export const copyInto = (table: Table): string =>
  `copy ${qualified(table)} (${names(['tenant', 'stream', ...columnsOf(table.projection).map(([column]) => column)])}) from stdin`;

/** A row in COPY's text form, its values as columns are written. */
export const copied = (tenant: string, stream: string, values: ReadonlyArray<string | null>): string =>
  `${field(tenant)}\t${field(stream)}\t${values.map(field).join('\t')}\n`;
