import * as E from 'fp-ts/Either';
import { LineCounter, parseDocument } from 'yaml';
import { decodeRulebook, lintRulebook, plainRulebook, RulebookCodec, type Rulebook } from '@casebook/domain';
import { faultAt, faultFrom, type Fault } from './fault';
import { meaningless } from './places';
import { plainly } from './plainly';
import { positionsIn, type Position } from './positions';

/** Where a rulebook is wrong, and what must be there. */
export interface RulebookFault extends Position {
  /** From the top: `routing.0.team`; empty where the text is no YAML. */
  readonly path: string;
  readonly message: string;
}

/** A rulebook from a file, which may leave it to whoever publishes it from when it counts. */
export interface RulebookFile {
  readonly rulebook: Rulebook;
  readonly saysEffectiveFrom: boolean;
  /** What can be read and cannot be meant. */
  readonly lint: ReadonlyArray<RulebookFault>;
}

type Read = E.Either<ReadonlyArray<RulebookFault>, RulebookFile>;

const inOrder = (faults: ReadonlyArray<RulebookFault>): ReadonlyArray<RulebookFault> =>
  [...faults].sort((a, b) => a.line - b.line || a.column - b.column);

const isFields = (value: unknown): value is { readonly [key: string]: unknown } =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** What a file leaves out is as a desk has it that has no rulebook; only its version must be said. */
const leftOut = { ...plainRulebook, version: undefined };

/**
 * A rulebook from YAML or JSON, or everything that is wrong with it, each with its line and column. Durations may be written as
 * `48h`, and sections left out.
 */
export const readRulebook = (text: string): Read => {
  const lines = new LineCounter();
  const parsed = parseDocument(text, { lineCounter: lines });
  if (parsed.errors.length > 0)
    return E.left(
      parsed.errors.map(({ message, pos }) => {
        const { line, col } = lines.linePos(pos[0]);
        return { path: '', line, column: col, message: `no YAML: ${message.replace(/ at line [\s\S]*/, '')}` };
      }),
    );
  const positions = positionsIn(parsed, lines);
  const placed = ({ path, message }: Fault): RulebookFault => ({
    path: path.join('.'),
    ...positions.of(path),
    message,
  });

  const written: unknown = parsed.toJS();
  const { document, faults } = plainly(written);
  const decoded = decodeRulebook(isFields(document) ? { ...leftOut, ...document } : document);
  if (E.isLeft(decoded))
    return E.left(inOrder([...faults, ...decoded.left.faults.map(faultFrom)].map((fault) => placed(fault))));
  const rulebook = decoded.right;
  const unknown = meaningless(document, RulebookCodec.encode(rulebook)).map(({ path, known }) => ({
    ...placed(faultAt(path, `means nothing here; it must be one of ${known.join(', ')}`)),
    ...positions.ofName(path),
  }));
  const wrong = [...faults.map((fault) => placed(fault)), ...unknown];
  if (wrong.length > 0) return E.left(inOrder(wrong));
  return E.right({
    rulebook,
    saysEffectiveFrom: isFields(document) && 'effectiveFrom' in document,
    lint: inOrder(lintRulebook(rulebook).map(({ path, message }) => placed(faultAt(path.split('.'), message)))),
  });
};
