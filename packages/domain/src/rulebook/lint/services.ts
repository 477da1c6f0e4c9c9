import { testsIn } from '../condition';
import { whyNotFields } from '../fields';
import type { Rulebook } from '../rulebook';
import { isKnownAtIntake, offering, type ServiceDefinition } from '../service-definition';
import { finding, type Check, type LintFinding } from './finding';
import { neverHolds } from './never';

type Look = (path: string, service: ServiceDefinition, rulebook: Rulebook) => ReadonlyArray<LintFinding>;

const whatItNames: Look = (
  path,
  { name, caseType, defaults: { category }, related },
  { caseTypes, categories, services },
) => [
  ...(caseTypes.length === 0 || caseTypes.some((type) => type.name === caseType)
    ? []
    : finding(`${path}.caseType`, `${caseType} is not among the case types`)),
  ...(category === null || categories.length === 0 || categories.some((one) => one.path === category)
    ? []
    : finding(`${path}.defaults.category`, `${category} is not among the categories`)),
  ...related.flatMap((other, index) => {
    if (other === name) return finding(`${path}.related.${index}`, `${name} is this service itself`);
    return services.some((service) => service.name === other)
      ? []
      : finding(`${path}.related.${index}`, `${other} is not among the services`);
  }),
];

const defaultFields: Look = (path, { defaults: { fields } }, rulebook) =>
  Object.entries(fields).flatMap(([name, value]) => {
    const place = `${path}.defaults.fields.${name}`;
    if (rulebook.fields.some((field) => field.name === name && field.personal))
      return finding(place, `${name} is personal: it is nobody's by default`);
    const refusal = whyNotFields(rulebook, { [name]: value });
    if (refusal === null) return [];
    return finding(
      place,
      refusal.type === 'FieldUnknown' ? `${name} is not among the fields` : `${name} must ${refusal.must}`,
    );
  });

const whetherItIsOffered: Look = (path, service) => {
  const unknown = testsIn(service.offeredWhen).flatMap(({ path: place, test: { field } }) =>
    isKnownAtIntake(field)
      ? []
      : finding(`${path}.offeredWhen${place}.field`, `${field} is not known before there is a case`),
  );
  return unknown.length === 0 && neverHolds(offering(service))
    ? finding(`${path}.offeredWhen`, 'contradicts itself or the products: it can never be offered')
    : unknown;
};

/** Services that name what is not there, begin with what cannot be, or can never be offered. */
export const services: Check = (rulebook) =>
  rulebook.services.flatMap((service, index) =>
    [whatItNames, defaultFields, whetherItIsOffered].flatMap((look) => look(`services.${index}`, service, rulebook)),
  );
