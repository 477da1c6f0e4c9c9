import { finding, type Check, type LintFinding } from './finding';

const twice = (path: string, names: ReadonlyArray<string>): ReadonlyArray<LintFinding> =>
  names.flatMap((name, index) =>
    names.indexOf(name) === index ? [] : finding(`${path}.${index}`, `${name} is there twice`),
  );

const nameOf = ({ name }: { readonly name: string }): string => name;

/** Names by which decisions and other parts of the rulebook refer to something are there once. */
export const names: Check = (rulebook) => [
  ...twice('fields', rulebook.fields.map(nameOf)),
  ...twice('caseTypes', rulebook.caseTypes.map(nameOf)),
  ...twice(
    'categories',
    rulebook.categories.map(({ path }) => path),
  ),
  ...twice('categoryReviews', rulebook.categoryReviews.map(nameOf)),
  ...twice('services', rulebook.services.map(nameOf)),
  ...twice(
    'teams',
    rulebook.teams.map(({ team }) => team),
  ),
  ...twice('priority.factors', (rulebook.priority?.factors ?? []).map(nameOf)),
  ...twice('routing', rulebook.routing.map(nameOf)),
  ...twice('assignment', rulebook.assignment.map(nameOf)),
  ...twice(
    'calendars',
    rulebook.calendars.map(({ id }) => id),
  ),
  ...twice('serviceLevels', rulebook.serviceLevels.map(nameOf)),
  ...twice('playbooks', rulebook.playbooks.map(nameOf)),
  ...rulebook.playbooks.flatMap(({ steps }, index) =>
    twice(
      `playbooks.${index}.steps`,
      steps.map(({ step }) => step),
    ),
  ),
  ...twice('approvals', rulebook.approvals.map(nameOf)),
  ...twice('escalations', rulebook.escalations.map(nameOf)),
  ...twice('surveys', rulebook.surveys.map(nameOf)),
  ...twice('scorecards', rulebook.scorecards.map(nameOf)),
  ...rulebook.scorecards.flatMap(({ criteria }, index) => twice(`scorecards.${index}.criteria`, criteria.map(nameOf))),
  ...twice('rates', rulebook.rates.map(nameOf)),
  ...twice('notifications', rulebook.notifications.map(nameOf)),
  ...rulebook.notifications.flatMap(({ on, to }, index) => [
    ...twice(`notifications.${index}.on`, on),
    ...twice(`notifications.${index}.to`, to),
  ]),
  ...twice('templates', rulebook.templates.map(nameOf)),
  ...twice('resolutionCodes', rulebook.resolutionCodes),
];
