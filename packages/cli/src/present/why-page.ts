import type { CaseEvent, Decision, LevelAccount, LevelLacking, ServiceLevelAccounts } from '@casebook/domain';
import type { TimelineEntry } from '@casebook/projection-history';
import type { Json } from '@casebook/vocabulary';
import { changeInWords, changes } from './changes';
import type { Look } from './look';
import { duration } from './duration';
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
  readonly serviceLevels: ServiceLevelAccounts;
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

const outcomes: { readonly [O in LevelAccount['outcome']]: string } = {
  running: 'runs',
  met: 'met',
  completedLate: 'done too late',
  caseOver: 'ended with the case',
  merged: 'ended with the merge into another case',
  rerouted: 'ended as the case was rerouted',
  cancelled: 'dropped',
  superseded: 'replaced by another',
  noLongerApplies: 'no longer applies',
  migrated: 'moved to another rulebook',
};

const heldBy = ({ team, agent }: LevelAccount['spans'][number]): string =>
  [team, agent].filter((one) => one !== null).join(', ') || 'nobody';

const ran = ({ color }: Look, { policy, agreement, outcome, used, target, before, spans }: LevelAccount): string =>
  [
    `${color.bold(policy)}  ${color.dim(agreement)}  ${outcomes[outcome]}, ${duration(used)}${target === null ? '' : ` of ${duration(target)}`}`,
    ...(before === 0 ? [] : [`    ${duration(before)} in earlier cycles`]),
    ...spans.map(
      (span) => `    ${duration(span.used)} ${heldBy(span)}${color.dim(`  from ${minuteOf(span.from)} UTC`)}`,
    ),
  ].join('\n');

const lacks = ({ width }: Look, { policy, because }: LevelLacking): string =>
  hanging(`    ${policy}`, because, width, Math.max(labelWidth, policy.length + 6));

const levelsBlock = (look: Look, { levels, lacking }: ServiceLevelAccounts): ReadonlyArray<string> => [
  ...(levels.length === 0 ? [] : [title(look, 'Service levels', 'working time, and who had the case')]),
  ...levels.map((level) => ran(look, level)),
  ...(lacking.length === 0
    ? []
    : [[look.color.dim('Those that do not run, or no longer:'), ...lacking.map((one) => lacks(look, one))].join('\n')]),
];

/** Why a case is as it is, decision by decision, and why its service levels run, did, or do not. */
export const whyPage = (look: Look, { number, decisions, serviceLevels }: Why): string => {
  const differing = decisions.filter(({ same }) => !same).length;
  const verdict =
    differing === 0
      ? look.color.green('Decided again from the case as it stood, each comes out the same.')
      : look.color.red(
          `${counted(differing, 'decision')} would come out otherwise: the log does not say what the rules made of it.`,
        );
  return decisions.length === 0
    ? blocks(
        title(look, `Why case ${number} is as it is`, 'no rule has decided anything about it'),
        ...levelsBlock(look, serviceLevels),
      )
    : blocks(
        title(look, `Why case ${number} is as it is`, counted(decisions.length, 'decision')),
        ...decisions.map((decided) => block(look, decided)),
        verdict,
        ...levelsBlock(look, serviceLevels),
      );
};
