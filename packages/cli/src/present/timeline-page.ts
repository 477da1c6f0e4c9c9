import type { TimelineEntry } from '@casebook/projection-history';
import type { Instant } from '@casebook/vocabulary';
import type { Look } from './look';
import { counted } from './number';
import { minuteOf } from './time';
import { blocks, title } from './title';
import { wrapped } from './wrap';

export interface Timeline {
  readonly at: Instant;
  readonly number: string;
  /** Null: created later. */
  readonly status: string;
  readonly stage: string;
  readonly entries: ReadonlyArray<TimelineEntry>;
}

const gutter = 18;

const under = (lines: ReadonlyArray<string>): ReadonlyArray<string> => lines.map((line) => ' '.repeat(gutter) + line);

/** The date only where it is another than the line above. */
const stamp = (at: Instant, before: Instant | undefined): string => {
  const [date = '', time = ''] = minuteOf(at).split(' ');
  return `${before?.startsWith(date) ? ' '.repeat(date.length) : date} ${time}`.padEnd(gutter);
};

const entryLines = (look: Look, entry: TimelineEntry, before: TimelineEntry | undefined): string => {
  const { color, width } = look;
  const text = (words: string): ReadonlyArray<string> => wrapped(words, width - gutter);
  const [first = '', ...rest] = text(`${entry.who} ${entry.what}`);
  const alternatives = entry.decision?.alternatives ?? [];
  return [
    color.dim(stamp(entry.occurredAt, before?.occurredAt)) + first,
    ...under(rest),
    ...under(entry.why === null ? [] : text(`because ${entry.why}`).map((line) => color.cyan(line))),
    ...under(
      alternatives.flatMap(({ choice, because }) => text(`not ${choice}: ${because}`).map((line) => color.dim(line))),
    ),
    ...under(entry.text === null ? [] : text(`“${entry.text}”`).map((line) => color.italic(line))),
    ...under(entry.finding === null ? [] : text(`! ${entry.finding}`).map((line) => color.yellow(line))),
    ...under(entry.late ? [color.dim(`the log learned it at ${minuteOf(entry.recordedAt)}`)] : []),
  ].join('\n');
};

/** What happened to a case, in the order in which it happened, with the reasons. */
export const timelinePage = (look: Look, { at, number, status, stage, entries }: Timeline): string => {
  const findings = entries.filter(({ finding }) => finding !== null).length;
  return blocks(
    title(look, `Case ${number}`, `${status}, stage ${stage}, at ${minuteOf(at)} UTC`),
    entries.map((entry, index) => entryLines(look, entry, entries[index - 1])).join('\n'),
    findings === 0
      ? ''
      : look.color.yellow(
          `! ${counted(findings, 'entry', 'entries')} that Casebook's own lifecycle would have refused.`,
        ),
  );
};
