import type { CaseEvent, Decision } from '@casebook/domain';
import type { TimelineEntry } from '@casebook/projection-history';
import type { Json } from '@casebook/vocabulary';
import { changeInWords, changes } from './changes';
import type { Look } from './look';
import { counted } from './number';
import { minuteOf } from './time';
import { blocks, title } from './title';
import { hanging } from './wrap';

/** One decision that rules or time have made, held against what they make of the case now. */
export interface Decided {
  readonly entry: TimelineEntry;
  readonly event: CaseEvent;
  readonly same: boolean;
  /** What they make of it where it is not the same; null where that is nothing. */
  readonly expected: CaseEvent | null;
}

export interface Why {
  readonly number: string;
  readonly decisions: ReadonlyArray<Decided>;
}

const labelWidth = 13;

/** An event as plain fields: what it was decoded from. */
const fieldsOf = (event: CaseEvent): Json => JSON.parse(JSON.stringify(event)) as Json; // an event is JSON

/** Where a recorded event and the one that is expected differ, a line each. */
export const differences = (recorded: CaseEvent, expected: CaseEvent | null): ReadonlyArray<string> =>
  expected === null
    ? ['the rules and the time make nothing of the kind of it']
    : changes(fieldsOf(recorded), fieldsOf(expected)).map(changeInWords);

const readFrom = ({ inputs }: Decision): string =>
  Object.entries(inputs)
    .map(([fact, value]) => `${fact} ${value}`)
    .join(', ') || 'nothing';

const block = ({ color, width }: Look, { entry, event, same, expected }: Decided): string => {
  const line = (label: string, texts: ReadonlyArray<string>): ReadonlyArray<string> =>
    texts.map((text, index) => hanging(index === 0 ? `    ${label}` : '', text, width, labelWidth));
  const { decision } = entry;
  return [
    `${color.dim(`#${entry.revision}`)}  ${color.bold(event.type)}  ${color.dim(`${minuteOf(entry.occurredAt)} UTC`)}`,
    ...line('what', [`${entry.who} ${entry.what}`]),
    ...line('why', entry.why === null ? [] : [entry.why]),
    ...(decision === null
      ? []
      : [
          ...line('rule', [`"${decision.rule}" of rulebook ${decision.rulebook}`]),
          ...line('read', [readFrom(decision)]),
          ...line(
            'not',
            decision.alternatives.map(({ choice, because }) => `${choice}: ${because}`),
          ),
        ]),
    ...(same ? [] : line(color.red('differs'), differences(event, expected))),
  ].join('\n');
};

/** Why a case is as it is, decision by decision. */
export const whyPage = (look: Look, { number, decisions }: Why): string => {
  const differing = decisions.filter(({ same }) => !same).length;
  const verdict =
    differing === 0
      ? look.color.green('Decided again from the case as it stood, each comes out the same.')
      : look.color.red(
          `${counted(differing, 'decision')} would come out otherwise: the log does not say what the rules made of it.`,
        );
  return decisions.length === 0
    ? `${title(look, `Why case ${number} is as it is`, 'no rule has decided anything about it')}`
    : blocks(
        title(look, `Why case ${number} is as it is`, counted(decisions.length, 'decision')),
        ...decisions.map((decided) => block(look, decided)),
        verdict,
      );
};
