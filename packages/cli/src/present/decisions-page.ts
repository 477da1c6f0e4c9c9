import type { DecidedAnew, DecisionsChecked } from '@casebook/casebook';
import type { Look } from './look';
import { counted } from './number';
import { title } from './title';
import { differences } from './why-page';

const lines = ({ color }: Look, { recorded, expected }: DecidedAnew): ReadonlyArray<string> => [
  `${color.red('differs')}  ${color.bold(recorded.event.type)}  tenant ${recorded.tenant}, ${recorded.stream}, revision ${recorded.revision}`,
  ...differences(recorded.event, expected).map((difference) => `         ${difference}`),
];

/** What deciding all cases anew has found. */
export const decisionsPage = (look: Look, { cases, decided, differing }: DecisionsChecked): string => {
  const about = `${counted(decided, 'decision')} in ${counted(cases, 'case')} decided anew`;
  return [
    title(look, 'Check of the decisions', about),
    ...(differing.length === 0
      ? [`${look.color.green('No difference')}: every decision in the log is what the rules make of it.`]
      : [
          ...differing.flatMap((one) => lines(look, one)),
          `${counted(differing.length, 'decision')} would be others: the recorded outcome, or what led to it, is not what the rules had.`,
        ]),
  ].join('\n');
};
