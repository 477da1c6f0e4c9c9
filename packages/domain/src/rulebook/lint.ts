import type { Rulebook } from './rulebook';

/** Something in a rulebook that cannot be meant: where it is, and what is wrong with it. */
export interface LintFinding {
  readonly path: string;
  readonly message: string;
}

type Check = (rulebook: Rulebook) => ReadonlyArray<LintFinding>;

const finding = (path: string, message: string): ReadonlyArray<LintFinding> => [{ path, message }];

const twice = (path: string, names: ReadonlyArray<string>): ReadonlyArray<LintFinding> =>
  names.flatMap((name, index) =>
    names.indexOf(name) === index ? [] : finding(`${path}.${index}`, `${name} is there twice`),
  );

const names: Check = ({ caseTypes, categories, teams, priority, routing, resolutionCodes }) => [
  ...twice(
    'caseTypes',
    caseTypes.map(({ name }) => name),
  ),
  ...twice('categories', categories),
  ...twice(
    'teams',
    teams.map(({ team }) => team),
  ),
  ...twice(
    'priority.factors',
    (priority?.factors ?? []).map(({ name }) => name),
  ),
  ...twice(
    'routing',
    routing.map(({ name }) => name),
  ),
  ...twice('resolutionCodes', resolutionCodes),
];

const categoryAt = ({ categories }: Rulebook, path: string, category: string): ReadonlyArray<LintFinding> =>
  categories.length === 0 || categories.some((known) => known === category)
    ? []
    : finding(path, `${category} is not among the categories`);

const caseTypes: Check = (rulebook) =>
  rulebook.caseTypes.flatMap(({ defaultCategory }, index) =>
    defaultCategory === null ? [] : categoryAt(rulebook, `caseTypes.${index}.defaultCategory`, defaultCategory),
  );

const targets: Check = ({ routing, teams }) =>
  teams.length === 0
    ? []
    : routing.flatMap(({ team, agent }, index) => {
        const known = teams.find((other) => other.team === team);
        if (known === undefined) return finding(`routing.${index}.team`, `${team} is not among the teams`);
        return agent === null || known.agents.length === 0 || known.agents.includes(agent)
          ? []
          : finding(`routing.${index}.agent`, `${agent} is not in ${team}`);
      });

/** What conditions and factors compare with must be able to occur; a category also where it is above one that can. */
const values: Check = ({ caseTypes: types, categories, routing, priority }) => {
  const value = (path: string, field: string, is: string): ReadonlyArray<LintFinding> => {
    if (field === 'category' && categories.length > 0)
      return categories.some((category) => category === is || category.startsWith(`${is}/`))
        ? []
        : finding(path, `${is} is not among the categories and above none of them`);
    if (field === 'caseType' && types.length > 0)
      return types.some(({ name }) => name === is) ? [] : finding(path, `${is} is not among the case types`);
    return [];
  };
  return [
    ...routing.flatMap(({ when }, rule) =>
      when.all.flatMap(({ field, is }, test) => value(`routing.${rule}.when.all.${test}.is`, field, is)),
    ),
    ...(priority?.factors ?? []).flatMap(({ field, points }, factor) =>
      points.flatMap(({ is }, index) => value(`priority.factors.${factor}.points.${index}.is`, field, is)),
    ),
  ];
};

const fields: Check = ({ routing, priority }) => {
  const known = /^(caseType|channel|origin|product|category|fields\..+)$/s;
  const field = (path: string, name: string): ReadonlyArray<LintFinding> =>
    known.test(name)
      ? []
      : finding(path, `${name} is no fact; facts are caseType, channel, origin, product, category and fields.<name>`);
  return [
    ...routing.flatMap(({ when }, rule) =>
      when.all.flatMap((test, index) => field(`routing.${rule}.when.all.${index}.field`, test.field)),
    ),
    ...(priority?.factors ?? []).flatMap((factor, index) => field(`priority.factors.${index}.field`, factor.field)),
  ];
};

/** A rule after one that asks for no more than it does can never be the first to hold. */
const unreachable: Check = ({ routing }) =>
  routing.flatMap(({ when }, index) => {
    const before = routing
      .slice(0, index)
      .find((rule) =>
        rule.when.all.every(({ field, is }) => when.all.some((test) => test.field === field && test.is === is)),
      );
    return before === undefined ? [] : finding(`routing.${index}`, `is never reached: ${before.name} holds before it`);
  });

const levels: Check = ({ priority }) =>
  (priority?.levels ?? []).flatMap(({ from }, index, all) => {
    const before = all[index - 1];
    return before === undefined || before.from > from
      ? []
      : finding(`priority.levels.${index}.from`, `${from} must be less than ${before.from}, or is never reached`);
  });

/** All that cannot be meant in a rulebook: unknown teams, agents, categories, types and facts, names given twice, rules never reached. */
export const lintRulebook = (rulebook: Rulebook): ReadonlyArray<LintFinding> =>
  [names, caseTypes, targets, values, fields, unreachable, levels].flatMap((check) => check(rulebook));
