import type { CheckedLog, LogFinding, LogHead, MarkHolder } from '@casebook/casebook';
import type { Look } from './look';
import { counted, grouped } from './number';
import { blocks, title } from './title';

export interface Checked extends CheckedLog {
  /** Where the head is kept beside the database; null: nowhere. */
  readonly file: string | null;
}

const revisions = (from: number, events: number): string =>
  events === 1 ? `revision ${from}` : `revisions ${from} to ${from + events - 1}`;

const hiding = {
  deletion: 'the stream was deleted on the server',
  tombstone: 'the stream was deleted for ever on the server',
  truncation: 'the stream was truncated on the server',
  limit: 'the server was told to keep a part of the stream only',
} as const;

const words = (finding: LogFinding): string => {
  switch (finding.kind) {
    case 'changed':
      return `position ${finding.position}  ${finding.stream}, revision ${finding.revision}: it is not the event that was written`;
    case 'inserted':
      return `position ${finding.position}  ${finding.stream}, revision ${finding.revision}: no append has written it`;
    case 'removed':
      return `after position ${finding.after}  ${finding.stream}: ${revisions(finding.revision, finding.events)} gone from its middle`;
    case 'cut':
      return `after position ${finding.after}  ${finding.stream}: ${revisions(finding.revision, finding.events)} gone from its end`;
    case 'hidden':
      return `position ${finding.position}  ${finding.stream}: ${hiding[finding.by]}${finding.revision === null ? '' : ` before revision ${finding.revision}`}`;
    case 'rewritten':
      return `after position ${finding.after}, up to ${finding.upTo}  ${counted(finding.seen, 'event')} were seen up to there, ${grouped(finding.found)} are there now, and they are not the same`;
  }
};

const held = (heads: ReadonlyArray<LogHead>): string => {
  const latest = heads.reduce<LogHead | undefined>(
    (a, b) => (a !== undefined && a.position >= b.position ? a : b),
    undefined,
  );
  if (latest === undefined) return 'No earlier head: what was cut or rewritten as a whole before today cannot be seen.';
  return `Held against ${counted(heads.length, 'earlier head')}, the latest at position ${grouped(latest.position)}, seen ${latest.seenAt}.`;
};

const holder = ({ pid, application, since, floor }: MarkHolder): string =>
  `Readers stop at position ${grouped(floor)}: connection ${pid}${application === null ? '' : ` (${application})`} has been appending${since === null ? '' : ` since ${since}`}.`;

/** What a check of the log found. */
export const checkLogPage = (look: Look, { head, heads, findings, markHolders, isKept, file }: Checked): string => {
  const { color } = look;
  const about = `${counted(head.events, 'event')} up to position ${grouped(head.position)}`;
  const verdict =
    findings.length === 0
      ? `${color.green('Nothing found')}: every event is the one that was written, in its place.`
      : [
          ...findings.map((finding) => `${color.red(finding.kind.padEnd(9))}  ${words(finding)}`),
          `${counted(findings.length, 'finding')}. No append does this: somebody has changed the database by hand, or it is damaged.`,
        ].join('\n');
  const keeping =
    file === null
      ? 'Keep the head where the owner of this database cannot change it: --head FILE does.'
      : findings.length === 0
        ? `The head was written to ${file}.`
        : `${file} was left as it is.`;
  return blocks(
    title(look, 'Check of the log', about),
    verdict,
    [
      held(heads),
      `Head ${head.root}`,
      ...(isKept || findings.length > 0 ? [] : ['This role may only read: the head was not left in the database.']),
      keeping,
      ...markHolders.map(holder),
    ].join('\n'),
  );
};
