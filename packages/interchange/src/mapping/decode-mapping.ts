import { either as E } from 'fp-ts';
import type * as t from 'io-ts';
import { LineCounter, parseDocument, type Document } from 'yaml';
import { faults } from '@casebook/vocabulary';
import type { Mapping } from './mapping';
import { MappingCodec } from './mapping.codec';

/** Where a mapping is wrong, and what must be there. */
export interface MappingFault {
  /** From the top: `columns.time.format`; empty where the text is no YAML. */
  readonly path: string;
  /** In the YAML, from 1. */
  readonly line: number;
  /** `columns.time.format: "d.m" must be …` */
  readonly message: string;
}

const pathOf = ({ context }: t.ValidationError): ReadonlyArray<string> =>
  context
    .slice(1)
    .map(({ key }) => key)
    .filter((key) => key !== '');

/** The line of the innermost node on the path that is there. */
const lineOf = (document: Document.Parsed, lines: LineCounter, path: ReadonlyArray<string>): number => {
  const found = document.getIn(path, true);
  if (typeof found === 'object' && found !== null && 'range' in found && Array.isArray(found.range)) {
    return lines.linePos(Number(found.range[0])).line;
  }
  return path.length === 0 ? 1 : lineOf(document, lines, path.slice(0, -1));
};

/** A mapping from its YAML, or everything that is wrong with it. */
export const decodeMapping = (yaml: string): E.Either<ReadonlyArray<MappingFault>, Mapping> => {
  const lines = new LineCounter();
  const document = parseDocument(yaml, { lineCounter: lines });
  if (document.errors.length > 0)
    return E.left(
      document.errors.map(({ message, pos }) => ({
        path: '',
        line: lines.linePos(pos[0]).line,
        message: `no YAML: ${message.replace(/ at line [\s\S]*/, '')}`,
      })),
    );
  const plain: unknown = document.toJS();
  return E.mapLeft((errors: t.Errors) =>
    errors.map((error) => {
      const path = pathOf(error);
      return { path: path.join('.'), line: lineOf(document, lines, path), message: faults([error]).join('; ') };
    }),
  )(MappingCodec.decode(plain));
};
