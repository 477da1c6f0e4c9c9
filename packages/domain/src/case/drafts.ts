import { textOf, type Text } from '@casebook/vocabulary';
import { judge } from '../rulebook/condition';
import type { Value } from '../rulebook/facts';
import type { Rulebook } from '../rulebook/rulebook';
import { filled, type DocumentKind } from '../rulebook/template';
import type { CaseState } from './case';
import { factsOf } from './facts';

/** A template filled for a case. */
export interface Draft {
  readonly template: Text;
  /** Version of the rulebook that has it. */
  readonly rulebook: number;
  readonly text: Text;
  /** What placeholders name and nobody knows of the case: they stand in the text as they are. */
  readonly missing: ReadonlyArray<string>;
  /** Why it is offered for this case. */
  readonly because: Text;
}

/** The templates for something that is to be written down about a case: those whose condition holds, in the rulebook's order, filled. */
export const draftsOf = (state: CaseState, rulebook: Rulebook, documents: DocumentKind): ReadonlyArray<Draft> => {
  const facts = factsOf(state, rulebook);
  const known = new Map<string, Value>(facts);
  const { opening } = state.creation;
  const { holding } = state.assignment;
  if (opening !== null) known.set('number', textOf(opening.number));
  if (holding !== null) known.set('agent', textOf(holding.agent));
  return rulebook.templates
    .filter((template) => template.documents === documents)
    .flatMap((template) => {
      const { holds, because } = judge(template.when, facts);
      const draft = { template: template.name, rulebook: rulebook.version, ...filled(template, known), because };
      return holds ? [draft] : [];
    });
};
