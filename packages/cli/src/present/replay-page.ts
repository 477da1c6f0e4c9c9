import type { Actor, Instant, Json } from '@casebook/vocabulary';
import type { Decision } from '@casebook/domain';
import { changeInWords, valueInWords, type Change } from './changes';
import type { Look } from './look';
import { counted } from './number';
import { momentOf } from './time';
import { blocks, title } from './title';
import { hanging } from './wrap';

/** One event of a case: what it said, why, and what it made of the case. */
export interface ReplayedEvent {
  readonly revision: number;
  readonly position: number;
  readonly id: string;
  readonly type: string;
  readonly occurredAt: Instant;
  readonly recordedAt: Instant;
  /** It happened before something that the log already knew. */
  readonly late: boolean;
  readonly actor: Actor;
  readonly source: { readonly system: string; readonly file: string; readonly row: number } | null;
  /** The fields of the event, its decision left out. */
  readonly said: { readonly [field: string]: Json };
  readonly decision: Decision | null;
  readonly changed: ReadonlyArray<Change>;
  readonly status: string;
}

export interface Replay {
  readonly number: string;
  readonly id: string;
  readonly events: ReadonlyArray<ReplayedEvent>;
}

const byWhom = ({ kind, id, onBehalfOf }: Actor): string =>
  `${kind} ${id}${onBehalfOf === null ? '' : ` for ${onBehalfOf}`}`;

const saidInWords = (said: ReplayedEvent['said']): string =>
  Object.entries(said)
    .filter(([, value]) => value !== null)
    .map(([field, value]) => `${field}: ${valueInWords(value)}`)
    .join('; ') || 'nothing more';

/** The reasons of a decision, a line each: the rule, what it read, what else there was. */
export const decisionInWords = ({ rulebook, rule, because, alternatives }: Decision): ReadonlyArray<string> => [
  `rule "${rule}" of rulebook ${rulebook}: ${because}`,
  ...alternatives.map((alternative) => `not ${alternative.choice}: ${alternative.because}`),
];

const labelWidth = 13;

const block = (look: Look, event: ReplayedEvent, before: string): string => {
  const { color, width } = look;
  const heading = [color.dim(`#${event.revision}`), color.bold(event.type), color.dim(event.late ? 'told late' : '')];
  const status = event.status === before ? '' : `${before === '' ? '' : `${before} → `}${event.status}`;
  const line = (label: string, texts: ReadonlyArray<string>): ReadonlyArray<string> =>
    texts.map((text, index) => hanging(index === 0 ? `    ${label}` : '', text, width, labelWidth));
  return [
    [...heading, color.green(status)].filter((part) => part !== '').join('  '),
    ...line('happened', [`${momentOf(event.occurredAt)} UTC`]),
    ...line('recorded', [`${momentOf(event.recordedAt)} UTC, position ${event.position}`]),
    ...line('by', [byWhom(event.actor)]),
    ...(event.source === null
      ? []
      : line('source', [`${event.source.system} ${event.source.file}, row ${event.source.row}`])),
    ...line('said', [saidInWords(event.said)]),
    ...line('why', event.decision === null ? [] : decisionInWords(event.decision)),
    ...line('changed', event.changed.length === 0 ? ['nothing'] : event.changed.map(changeInWords)),
  ].join('\n');
};

/** A case event by event. */
export const replayPage = (look: Look, { number, id, events }: Replay): string =>
  blocks(
    title(look, `Case ${number}`, `${counted(events.length, 'event')}; stream id ${id}; times in UTC`),
    ...events.map((event, index) => block(look, event, events[index - 1]?.status ?? '')),
  );
