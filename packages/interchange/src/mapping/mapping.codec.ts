import { either as E, option as O } from 'fp-ts';
import * as t from 'io-ts';
import type { Channel, PriorityLevel, WaitOn } from '@casebook/domain';
import { Text, textOf } from '@casebook/vocabulary';
import { timeFormat } from '../time/format';
import { zoneNamed } from '../time/zone';
import type {
  AgentColumn,
  CodeColumn,
  Columns,
  Mapping,
  Meaning,
  TimeColumn,
  ValueColumn,
  VerdictColumn,
} from './mapping';
import {
  chosen,
  holding,
  mapped,
  oneOf,
  orElse,
  orNull,
  orText,
  record,
  recordOf,
  textThat,
  worded,
  type Shape,
} from './shapes';

const column = textThat('the name of a column', (text) => text !== '');
const texts: Shape<ReadonlyArray<string>> = worded('a list of texts', t.array(t.string));
const zone = textThat('an IANA time zone such as Europe/Rome', (text) => O.isSome(zoneNamed(text)));

const format = chosen('a format of times', (value) => {
  const known = typeof value === 'string' ? timeFormat(value) : E.left('a format such as d/M/yyyy HH:mm');
  return textThat(E.isLeft(known) ? known.left : '', () => E.isRight(known));
});

const time = record<TimeColumn>({ column, format, zone: orNull(zone) });

const agent = orText<AgentColumn>(
  record<AgentColumn>({ column, whenEmpty: orElse(oneOf('released', 'unstated'), 'unstated') }),
  (name) => ({ column: name, whenEmpty: 'unstated' }),
);

const level: Shape<PriorityLevel> = worded(
  '1, 2, 3 or 4',
  t.union([t.literal(1), t.literal(2), t.literal(3), t.literal(4)]),
);
const priority = orText<ValueColumn<PriorityLevel>>(
  record<ValueColumn<PriorityLevel>>({ column, values: orElse(recordOf(level), {}) }),
  (name) => ({ column: name, values: {} }),
);

const channelWord = oneOf<Channel>('email', 'phone', 'chat', 'portal', 'social', 'inPerson', 'machine', 'unknown');
const channel = record<ValueColumn<Channel>>({ column, values: recordOf(channelWord) });

const code = orText(record<CodeColumn>({ column, since: orNull(time) }), (name) => ({ column: name, since: null }));

const verdict = record<VerdictColumn>({
  column,
  metric: orElse(Text, textOf('resolution')),
  met: texts,
  missed: texts,
});

const category: Shape<ReadonlyArray<string>> = orText(
  worded('a column or a list of columns', t.array(t.string)),
  (name) => [name],
);

// Under these names an import itself tells a later customer and a later code.
const taken = ['customer', 'code'];
const free = (names: object): boolean => taken.every((name) => !(name in names));
const fields = holding(
  recordOf(column),
  `a record without ${taken.join(' and ')}: these are columns of their own`,
  free,
);

const columns = record<Columns>({
  case: column,
  time,
  activity: column,
  opened: orNull(time),
  openedBy: orNull(column),
  by: orNull(column),
  team: orNull(column),
  agent: orNull(agent),
  category: orElse(category, []),
  priority: orNull(priority),
  customer: orNull(column),
  channel: orNull(channel),
  subject: orNull(column),
  code: orNull(code),
  verdict: orNull(verdict),
  fields: orElse(fields, {}),
});

const word = oneOf('new', 'open', 'accepted', 'resolved', 'closed', 'cancelled', 'remark');
const wait = record<{ readonly wait: WaitOn }>({
  wait: oneOf<WaitOn>('customer', 'thirdParty', 'task', 'approval', 'majorIssue', 'date'),
});
const meaning = chosen<Meaning>('a meaning', (value) =>
  typeof value === 'object' && value !== null
    ? mapped(wait, ({ wait: on }): Meaning => ({ as: 'waiting', on }))
    : mapped(worded(`${word.name}, or wait with whom: { wait: customer }`, word), (as): Meaning => ({ as })),
);

const isEncoding = (label: string): boolean => E.isRight(E.tryCatch(() => new TextDecoder(label), String));

const system = mapped(
  textThat('a short name of the source, such as helpdesk', (text) => /^[^\s/\p{C}]{1,60}$/u.test(text)),
  textOf,
);

/** A mapping as it is written: what is left out has its standard, short forms are spelt out. */
export const MappingCodec: Shape<Mapping> = record<Mapping>({
  system: orElse(system, textOf('csv')),
  delimiter: orElse(
    textThat('one character', (text) => /^[^"\r\n]$/.test(text)),
    ',',
  ),
  encoding: orElse(textThat('an encoding such as utf-8 or windows-1252', isEncoding), 'utf-8'),
  zone: orElse(zone, 'UTC'),
  empty: orElse(texts, []),
  columns,
  activities: orElse(recordOf(meaning), {}),
  otherwise: orElse<Meaning>(meaning, { as: 'remark' }),
});
