import type { RulebookVersion, ShownRulebook } from '@casebook/casebook';
import type { RulebookFault } from '@casebook/interchange';
import type { Look } from './look';
import { counted } from './number';
import type { RulebookChange } from './rulebook-changes';
import { table } from './table';
import { blocks, title } from './title';
import { hanging } from './wrap';

/** Faults as editors and terminals find them: `file:line:column: message`. */
export const faultLines = (file: string, faults: ReadonlyArray<RulebookFault>): ReadonlyArray<string> =>
  faults.map(({ line, column, message }) => `${file}:${line}:${column}: ${message}`);

/** What is wrong with a file. */
export const lintPage = ({ color }: Look, file: string, faults: ReadonlyArray<RulebookFault>): string =>
  faults.length === 0
    ? `${color.green('Nothing found')}: ${file} can be published.`
    : blocks(faultLines(file, faults).join('\n'), `${counted(faults.length, 'fault')}. It cannot be published so.`);

interface Published {
  readonly version: number;
  readonly hash: string;
  readonly effectiveFrom: string;
  readonly approvedBy: string;
  readonly isNew: boolean;
}

/** What became of a file. */
export const publishedPage = (
  tenant: string,
  { version, hash, effectiveFrom, approvedBy, isNew }: Published,
): string =>
  isNew
    ? `Version ${version} of the rulebook of ${tenant} was published, approved by ${approvedBy}.\nIt decides from ${effectiveFrom} on. Hash ${hash}`
    : `Version ${version} of the rulebook of ${tenant} was published before, and is this very document. Hash ${hash}`;

const row = ({ version, effectiveFrom, published, reviews }: RulebookVersion): ReadonlyArray<string> => [
  String(version),
  effectiveFrom,
  published?.approvedBy ?? 'from code',
  published?.by.id ?? '',
  [
    published?.changeNote ?? '',
    ...reviews.map(({ outcome }) => (outcome === 'confirmed' ? '(confirmed)' : '(to revise)')),
  ]
    .join(' ')
    .trim(),
];

const headings = [
  { title: 'version', align: 'right' },
  { title: 'in effect from' },
  { title: 'approved by' },
  { title: 'published by' },
  { title: 'note', gives: true },
] as const;

const about = ({ version, hash, published, reviews }: ShownRulebook): ReadonlyArray<string> => [
  ...(published === null
    ? [
        version === 0
          ? 'The desk has no rulebook: this is what holds without one.'
          : 'It comes from code and was never published.',
      ]
    : [
        `Published ${published.at} by ${published.by.id}, approved by ${published.approvedBy}: ${published.changeNote}`,
        `Hash ${hash ?? ''}`,
      ]),
  ...reviews.map(
    ({ at, by, outcome, findings }) =>
      `Reviewed ${at} by ${by.id}, ${outcome === 'confirmed' ? 'confirmed' : 'to be revised'}${findings.length === 0 ? '' : `: ${findings.join(' ')}`}`,
  ),
];

/** A version, how it came to be, and the versions beside it. */
export const shownPage = (
  look: Look,
  of: { readonly shown: ShownRulebook; readonly versions: ReadonlyArray<RulebookVersion>; readonly document: string },
): string => {
  const { shown, versions, document } = of;
  return blocks(
    title(
      look,
      `Rulebook, version ${shown.version}`,
      shown.version === 0 ? '' : `in effect from ${shown.effectiveFrom}`,
    ),
    about(shown).join('\n'),
    versions.length < 2 ? '' : table(look, headings, versions.map(row)),
    document.trimEnd(),
  );
};

const marks = { added: '+', removed: '-', changed: '~', moved: '↕' } as const;

/** What differs between two rulebooks. */
export const diffPage = (look: Look, before: string, after: string, changes: ReadonlyArray<RulebookChange>): string =>
  blocks(
    title(look, 'Changes of the rulebook', `from ${before} to ${after}`),
    changes.length === 0
      ? 'They say the same.'
      : changes.map(({ kind, text }) => hanging(`${marks[kind]} `, text, look.width)).join('\n'),
  );
