import { array as A, either as E } from 'fp-ts';
import type { NonEmptyArray } from 'fp-ts/NonEmptyArray';
import type * as t from 'io-ts';
import type { PriorityLevel } from '@casebook/domain';
import { type Actor, AgentId, CaseNumber, CustomerId, type Instant, TeamId, Text, textOf } from '@casebook/vocabulary';
import type { CellFault } from '../failure';
import type { Line } from '../file/open-table';
import type { Mapping, TimeColumn, ValueColumn } from '../mapping/mapping';
import { meaningOf } from '../mapping/meaning-of';
import { absent, cellsOf, known, type Read } from './cells';
import { recalling } from './recalling';
import type { RowFacts } from './row-facts';

/** What a row says, or what is wrong with it, at least one fault. */
export type RowReader = (line: Line, row: t.Int) => E.Either<NonEmptyArray<CellFault>, RowFacts>;

/** Reads the times of a column. */
export type Times = (column: TimeColumn) => (text: string) => Instant | undefined;

const isLevel = (level: number): level is PriorityLevel => [1, 2, 3, 4].includes(level);

const priorityOf = ({ values }: ValueColumn<PriorityLevel>): ((text: string) => PriorityLevel | undefined) => {
  const named = new Map(Object.entries(values));
  return (text) => {
    if (named.size > 0) return named.get(text);
    const level = Number(/^[1-4](?!\d)/.exec(text)?.[0]);
    return isLevel(level) ? level : undefined;
  };
};

const priorityExpected = ({ values }: ValueColumn<PriorityLevel>): string =>
  Object.keys(values).length > 0
    ? `one of ${Object.keys(values).join(', ')}`
    : 'a priority that begins with 1, 2, 3 or 4';

const person = recalling((id): Actor => ({ kind: 'agent', id: textOf(id), onBehalfOf: null }));

/** Everything that a mapping says about the columns of this header, made ready to read rows. */
export const rowReader = (mapping: Mapping, header: ReadonlyArray<string>, times: Times): RowReader => {
  const { columns } = mapping;
  const { value, required } = cellsOf(header, mapping.empty);
  const name = '1 to 200 characters';
  const text = (column: string | null): Read<Text> =>
    column === null ? absent : value(column, known(Text.is), 'text without control characters');
  const time = (column: TimeColumn, read = value): Read<Instant> =>
    read(column.column, times(column), `a time as ${column.format}`);

  const number = required(columns.case, known(CaseNumber.is), `a case number of ${name}`);
  const at = time(columns.time, required);
  const label = required(columns.activity, known(Text.is), 'an activity');
  const openedAt = columns.opened === null ? absent : time(columns.opened);
  const by = text(columns.by);
  const openedBy = text(columns.openedBy);
  const team = columns.team === null ? absent : value(columns.team, known(TeamId.is), `a team of ${name}`);
  const agent = columns.agent === null ? absent : value(columns.agent.column, known(AgentId.is), `an agent of ${name}`);
  const customer =
    columns.customer === null ? absent : value(columns.customer, known(CustomerId.is), `a customer of ${name}`);
  const categories = columns.category.map(text);
  const { priority: levels, channel: channels, code: codes, verdict: verdicts } = columns;
  const priority = levels === null ? absent : value(levels.column, priorityOf(levels), priorityExpected(levels));
  const channel =
    channels === null ? absent : value(channels.column, (word) => channels.values[word] ?? 'unknown', 'a channel');
  const subject = text(columns.subject);
  const code = text(codes?.column ?? null);
  const codeSince = codes === null || codes.since === null ? absent : time(codes.since);
  const verdict =
    verdicts === null
      ? absent
      : value(
          verdicts.column,
          (word) => {
            if (verdicts.missed.includes(word)) return { metric: verdicts.metric, outcome: 'missed' } as const;
            return verdicts.met.includes(word) ? ({ metric: verdicts.metric, outcome: 'met' } as const) : undefined;
          },
          `one of ${[...verdicts.met, ...verdicts.missed].join(', ')}`,
        );
  const fields = Object.entries(columns.fields).map(([field, column]) => [field, text(column)] as const);

  const meaning = meaningOf(mapping);
  const path = recalling(textOf);
  const itself: Actor = { kind: 'import', id: mapping.system, onBehalfOf: null };
  const actor = (id: Text | null): Actor => (id === null ? itself : person(id));

  return ({ line, cells }, row) => {
    if (cells.length !== header.length)
      return E.left([
        { column: '(all)', value: `${cells.length} cells`, expected: `${header.length} cells, as in the header` },
      ]);
    const faults: CellFault[] = [];
    const [theCase, theTime, theLabel] = [number(cells, faults), at(cells, faults), label(cells, faults)];
    const theAgent = agent(cells, faults);
    const levelsFound = categories.map((read) => read(cells, faults));
    const general = levelsFound.indexOf(null);
    const levelsOf = general === -1 ? levelsFound : levelsFound.slice(0, general);
    const since = codeSince(cells, faults);
    const shown = fields.flatMap(([field, read]) => {
      const found = read(cells, faults);
      return found === null ? [] : [[field, found] as const];
    });
    const rest = {
      actor: actor(by(cells, faults)),
      openedAt: openedAt(cells, faults),
      opener: actor(openedBy(cells, faults)),
      team: team(cells, faults),
      agent: theAgent,
      released: theAgent === null && columns.agent?.whenEmpty === 'released',
      category: levelsOf.length === 0 ? null : path(levelsOf.join('/')),
      priority: priority(cells, faults),
      customer: customer(cells, faults),
      channel: channel(cells, faults) ?? 'unknown',
      subject: subject(cells, faults),
      verdict: verdict(cells, faults),
      fields: shown,
    };
    const theCode = code(cells, faults);
    if (A.isNonEmpty(faults)) return E.left(faults);
    if (theCase === null || theTime === null || theLabel === null)
      throw new TypeError('a required cell without a fault');
    const codeKnown = codes !== null && (codes.since === null || (since !== null && since <= theTime));
    return E.right({
      ...rest,
      row,
      line,
      case: theCase,
      at: theTime,
      label: theLabel,
      meaning: meaning(theLabel),
      code: codeKnown ? theCode : null,
    });
  };
};
