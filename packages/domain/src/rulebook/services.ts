import * as E from 'fp-ts/Either';
import type { Text } from '@casebook/vocabulary';
import type { Variant } from '../message';
import { judge, type Verdict } from './condition';
import type { Facts, Field, Value } from './facts';
import { fieldFacts } from './fields';
import type { Rulebook } from './rulebook';
import { offering, type ServiceDefinition } from './service-definition';

type Fields = { readonly [field: string]: Text };

/** What is known of a customer's concern before there is a case. */
export interface Concern {
  readonly product: Text | null;
  readonly channel: Text | null;
  readonly fields: Fields;
}

/** What is said of a case that is to be created. */
export interface Wanted extends Concern {
  readonly service: Text | null;
  readonly caseType: Text | null;
}

/** The rulebook has no such service. */
export type ServiceUnknown = Variant<'ServiceUnknown', { service: Text }>;
/** It is not for this product, or not for such customers. */
export type ServiceNotOffered = Variant<'ServiceNotOffered', { service: Text; because: Text }>;
/** The case is said to be of one type, and cases of this service are of another: `expected`. */
export type CaseTypeContradicted = Variant<'CaseTypeContradicted', { caseType: Text; service: Text; expected: Text }>;

/** A service of the rulebook; undefined where it has none of that name. */
export const serviceAt = ({ services }: Rulebook, name: Text): ServiceDefinition | undefined =>
  services.find((service) => service.name === name);

const factsOf = (rulebook: Rulebook, { product, channel, fields }: Concern): Facts => {
  const entries: ReadonlyArray<readonly [Field, Value | null]> = [
    ['product', product],
    ['channel', channel],
    ...fieldFacts(rulebook, fields),
  ];
  return new Map(entries.flatMap(([name, value]) => (value === null ? [] : [[name, value]])));
};

/** Every service of the rulebook, whether it is offered for a concern, and why or why not. */
export const servicesFor = (
  rulebook: Rulebook,
  concern: Concern,
): ReadonlyArray<{ readonly service: ServiceDefinition } & Verdict> => {
  const facts = factsOf(rulebook, concern);
  return rulebook.services.map((service) => ({ service, ...judge(offering(service), facts) }));
};

/** What a case begins with: as it is wanted, and where a service is named, of its type and with its defaults for what is not said. */
export const begunBy = <W extends Wanted>(
  rulebook: Rulebook,
  wanted: W,
): E.Either<ServiceUnknown | ServiceNotOffered | CaseTypeContradicted, W> => {
  const { service: name, caseType, fields } = wanted;
  if (name === null) return E.right(wanted);
  const service = serviceAt(rulebook, name);
  if (service === undefined) return E.left({ type: 'ServiceUnknown', service: name });
  const { caseType: expected, defaults } = service;
  if (caseType !== null && caseType !== expected)
    return E.left({ type: 'CaseTypeContradicted', caseType, service: name, expected });
  const { holds, because } = judge(offering(service), factsOf(rulebook, wanted));
  if (!holds) return E.left({ type: 'ServiceNotOffered', service: name, because });
  const said = Object.fromEntries(Object.entries(fields).filter(([, value]) => value.trim() !== ''));
  return E.right({ ...wanted, caseType: expected, fields: { ...fields, ...defaults.fields, ...said } });
};
