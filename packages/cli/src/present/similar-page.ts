import type { LikenessReason, SimilarCase } from '@casebook/casebook';
import type { Instant } from '@casebook/vocabulary';
import { duration } from './duration';
import type { Look } from './look';
import { counted } from './number';
import { minuteOf } from './time';
import { blocks, title } from './title';
import { hanging } from './wrap';

export interface SimilarToCase {
  readonly at: Instant;
  readonly number: string;
  readonly cases: ReadonlyArray<SimilarCase>;
}

const names: { readonly [factor: string]: string } = { caseType: 'case type', subject: 'words' };

const reasonLine = ({ factor, matched, points }: LikenessReason): string =>
  `${names[factor] ?? factor.replace(/^fields[.]/, '')} ${matched} (${points})`;

const block = ({ color, width }: Look, one: SimilarCase): string => {
  const { number, score, status, team, assignee, age, subject, reasons } = one;
  const whose = [team, assignee ?? 'nobody'].filter((word) => word !== null).join(', ');
  const line = (label: string, text: string): string => hanging(`    ${label}`, text, width, 10);
  return [
    `${color.bold(number)}  ${counted(score, 'point')}  ${color.dim(`${status}, ${whose}, ${duration(age)} old`)}`,
    ...(subject === null ? [] : [line('what', subject)]),
    line('why', reasons.map(reasonLine).join(', ')),
  ].join('\n');
};

/** Open cases like one case, the most alike first. */
export const similarPage = (look: Look, { at, number, cases }: SimilarToCase): string => {
  const about = `${cases.length === 0 ? 'no' : cases.length} similar open ${cases.length === 1 ? 'case' : 'cases'} at ${minuteOf(at)} UTC`;
  return blocks(title(look, number, about), ...cases.map((one) => block(look, one)));
};
