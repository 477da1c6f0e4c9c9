import { complexities } from '../../case/complexity';
import type { Test } from '../condition';
import { valueIn } from '../fields';
import type { Rulebook } from '../rulebook';
import { testsOf } from './conditions';
import { finding, type Check, type LintFinding } from './finding';

/** Agents in teams, of rules that name them. */
export const targets: Check = ({ routing, teams }) =>
  teams.length === 0
    ? []
    : routing.flatMap(({ team, agent }, index) => {
        const known = teams.find((other) => other.team === team);
        if (known === undefined) return finding(`routing.${index}.team`, `${team} is not among the teams`);
        return agent === null || known.agents.length === 0 || known.agents.includes(agent)
          ? []
          : finding(`routing.${index}.agent`, `${agent} is not in ${team}`);
      });

/** Categories that case types begin with, and fields that they require. */
export const caseTypes: Check = ({ caseTypes: types, categories, fields }) =>
  types.flatMap(({ defaultCategory, requiredFields }, index) => [
    ...(defaultCategory === null || categories.length === 0 || categories.some(({ path }) => path === defaultCategory)
      ? []
      : finding(`caseTypes.${index}.defaultCategory`, `${defaultCategory} is not among the categories`)),
    ...requiredFields.flatMap(({ field }, place) =>
      fields.length === 0 || fields.some(({ name }) => name === field)
        ? []
        : finding(`caseTypes.${index}.requiredFields.${place}.field`, `${field} is not among the fields`),
    ),
  ]);

const valuesIn = (test: Test): ReadonlyArray<string | number | boolean> => {
  if ('is' in test) return [test.is];
  return 'oneOf' in test ? test.oneOf : [];
};

const custom = /^fields\.(.+)$/s;

const ofField = ({ fields }: Rulebook, path: string, test: Test): ReadonlyArray<LintFinding> => {
  const name = custom.exec(test.field)?.[1];
  if (name === undefined || fields.length === 0) return [];
  const field = fields.find((one) => one.name === name);
  if (field === undefined) return finding(`${path}.field`, `${name} is not among the fields`);
  if (field.personal) return finding(`${path}.field`, `${name} is personal: no rule can read it`);
  const isNumber = field.holds.type === 'number';
  if (('atLeast' in test || 'atMost' in test) && !isNumber)
    return finding(`${path}.field`, `${name} is no number, so it is never at least or at most one`);
  return valuesIn(test).flatMap((value) => {
    const fits =
      typeof value === 'string'
        ? !isNumber && field.holds.type !== 'flag' && valueIn(field, value as typeof field.name) === value // a text as it is stored
        : typeof value === (isNumber ? 'number' : 'boolean') && (isNumber || field.holds.type === 'flag');
    return fits ? [] : finding(path, `${name} is never ${String(value)}`);
  });
};

const among = (path: string, value: unknown, all: ReadonlyArray<string>, what: string): ReadonlyArray<LintFinding> =>
  all.length === 0 || all.some((one) => one === value)
    ? []
    : finding(path, `${String(value)} is not among the ${what}`);

/** What conditions and factors compare with must be able to occur; a category also where it is above one that can. */
export const values: Check = (rulebook) =>
  testsOf(rulebook).flatMap(({ path, at: test }) => {
    if (test.field === 'category')
      return valuesIn(test).flatMap((value) =>
        rulebook.categories.length === 0 ||
        rulebook.categories.some(({ path: known }) => known === value || known.startsWith(`${String(value)}/`))
          ? []
          : finding(path, `${String(value)} is not among the categories and above none of them`),
      );
    if (test.field === 'complexity')
      return valuesIn(test).flatMap((value) => among(path, value, complexities, 'complexities'));
    if (test.field === 'caseType')
      return valuesIn(test).flatMap((value) =>
        among(
          path,
          value,
          rulebook.caseTypes.map(({ name }) => name),
          'case types',
        ),
      );
    if (test.field === 'service')
      return valuesIn(test).flatMap((value) =>
        among(
          path,
          value,
          rulebook.services.map(({ name }) => name),
          'services',
        ),
      );
    if (test.field === 'team')
      return valuesIn(test).flatMap((value) =>
        among(
          path,
          value,
          rulebook.teams.map(({ team }) => team),
          'teams',
        ),
      );
    return ofField(rulebook, path, test);
  });

/** Calendars that service levels count on. */
export const calendars: Check = ({ calendars: all, serviceLevels }) =>
  serviceLevels.flatMap(({ calendar }, index) =>
    all.some(({ id }) => id === calendar)
      ? []
      : finding(`serviceLevels.${index}.calendar`, `${calendar} is not among the calendars`),
  );

/** Service levels that escalations watch, when they warn, and teams that they call. */
export const escalations: Check = ({ escalations: all, serviceLevels, teams }) =>
  all.flatMap(({ serviceLevel, at, to }, index) => {
    const path = `escalations.${index}`;
    const policy = serviceLevels.find(({ name }) => name === serviceLevel);
    return [
      ...(policy === undefined
        ? finding(`${path}.serviceLevel`, `${serviceLevel} is not among the service levels`)
        : at === 100 || policy.warnings.includes(at)
          ? []
          : finding(`${path}.at`, `${serviceLevel} does not warn at ${at} %`)),
      ...(to === null || teams.length === 0 || teams.some(({ team }) => team === to)
        ? []
        : finding(`${path}.to`, `${to} is not among the teams`)),
    ];
  });
