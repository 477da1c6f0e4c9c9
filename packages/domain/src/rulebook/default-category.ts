import * as E from 'fp-ts/Either';
import { textOf, type Text } from '@casebook/vocabulary';
import type { Decision } from '../decision';
import { caseTypeOf } from './case-type';
import type { Rulebook } from './rulebook';
import { serviceAt } from './services';

/** The category that cases of a service begin with, else that of cases of a type, with the reason; undefined where neither says one. */
export const defaultCategory = (
  rulebook: Rulebook,
  { caseType, service }: { readonly caseType: Text | null; readonly service: Text | null },
): { readonly category: Text; readonly decision: Decision } | undefined => {
  const because = (what: 'service' | 'caseType', name: Text, category: Text) => ({
    category,
    decision: {
      rulebook: rulebook.version,
      rule: textOf('default category'),
      inputs: { [what]: name },
      alternatives: [],
      because: textOf(`${name} begins as ${category}`),
    },
  });
  const ofService = service === null ? null : (serviceAt(rulebook, service)?.defaults.category ?? null);
  if (service !== null && ofService !== null) return because('service', service, ofService);
  const kind = caseTypeOf(rulebook, caseType);
  const ofType = E.isRight(kind) ? kind.right.defaultCategory : null;
  return caseType === null || ofType === null ? undefined : because('caseType', caseType, ofType);
};
