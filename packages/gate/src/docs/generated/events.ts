import type ts from 'typescript';
import { choices, comment, members, table, tag, written, type Sources } from './program';

const field = (sources: Sources, member: ts.Symbol): ReadonlyArray<string> => {
  const type = written(sources, member);
  const words = choices(sources.checker.getTypeOfSymbol(member));
  const said = [
    comment(sources, member),
    words.length === 0 ? '' : `One of ${words.map((word) => `\`${word}\``).join(', ')}.`,
    type.startsWith('Personal<') ? 'Personal.' : '',
  ];
  return [`\`${member.name}\``, `\`${type}\``, said.filter((part) => part !== '').join(' ')];
};

const variants = ({ checker, exported }: Sources, union: string): ReadonlyArray<ts.Type> =>
  members(checker.getDeclaredTypeOfSymbol(exported(union)));

/** The tags of a union of variants. */
export const tagsOf = (sources: Sources, union: string): ReadonlyArray<string> => [
  ...new Set(variants(sources, union).map((variant) => tag(sources, variant))),
];

/** The fields of one type of event. */
export const fieldsOf = (sources: Sources, event: string): string => {
  const all = ['CaseEvent', 'MajorIssueEvent'].flatMap((union) => variants(sources, union));
  const variant = all.find((one) => tag(sources, one) === event);
  if (variant === undefined) throw new Error(`no event of a case or a major issue is called ${event}`);
  const rows = variant
    .getProperties()
    .filter(({ name }) => name !== 'type' && name !== 'at')
    .map((member) => field(sources, member));
  return table(['field', 'type', 'meaning'], rows);
};
