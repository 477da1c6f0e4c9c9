import * as fc from 'fast-check';
import {
  AgentId,
  instantOf,
  isStorableText,
  literal,
  TeamId,
  type Text,
  textOf,
  type Personal,
} from '@casebook/vocabulary';
import type { DocumentKind } from '../rulebook/template';
import { complexities } from '../case/complexity';

/** Few of each, so that what is generated meets itself again. */
export const agents = ['ada', 'ben', 'cleo'].map((name) => literal(AgentId, name));
export const teams = ['technical-support', 'returns'].map((name) => literal(TeamId, name));
export const categories = ['technical/display', 'technical/battery', 'billing'].map(textOf);
export const caseTypes = ['malfunction', 'question'].map(textOf);
export const codes = ['replaced', 'explained'].map(textOf);
export const services = ['repair', 'exchange', 'advice'].map(textOf);
export const playbooks = ['mending', 'calling back', 'by hand'].map(textOf);
export const products = ['phone', 'tablet'].map(textOf);

/** One template for each kind of text. */
export const templateOf = (documents: DocumentKind): Text => textOf(`usual ${documents}`);

/** The criteria of the one scorecard, each with the most there is to get. */
export const criteria = { tone: 5, answer: 3 };
export const scorecard = textOf('how it was handled');

const activities = ['talk', 'research'].map(textOf);
export const anyActivity = fc.constantFrom(...activities);

const articles = ['dark-screens', 'slow-charging'].map(textOf);
export const anyArticle = fc.record({ article: fc.constantFrom(...articles), version: fc.constantFrom(1, 2) });

export const anyAgent = fc.constantFrom(...agents);
export const anyTeam = fc.constantFrom(...teams);
export const anyCategory = fc.constantFrom(...categories);
export const anyComplexity = fc.constantFrom(...complexities);
export const anyCaseType = fc.constantFrom(...caseTypes);
export const anyCode = fc.constantFrom(...codes);
export const anyService = fc.constantFrom(...services);
export const anyPlaybook = fc.constantFrom(...playbooks);
export const anyProduct = fc.constantFrom(...products);

/** Of any script, empty too. */
export const anyText: fc.Arbitrary<Text> = fc
  .string({ unit: 'grapheme', maxLength: 12 })
  .filter(isStorableText)
  .map(textOf);

/** What somebody wrote, seldom erased since, seldom blank. */
export const anyWords: fc.Arbitrary<Personal<Text>> = fc.oneof(
  { weight: 18, arbitrary: anyText.map((text) => textOf(`It says: ${text}`)) },
  { weight: 1, arbitrary: fc.constant(textOf(' ')) },
  { weight: 1, arbitrary: fc.constant({ erased: true } as const) },
);

/** An id of few, so that some come twice. */
export const anyIdOf = (what: string): fc.Arbitrary<Text> =>
  fc.integer({ min: 1, max: 12 }).map((number) => textOf(`${what}-${number}`));

const minute = 60_000;

/** How long after what came before: at once, minutes, hours or days. */
export const anyPause: fc.Arbitrary<number> = fc.oneof(
  { weight: 2, arbitrary: fc.constant(0) },
  { weight: 6, arbitrary: fc.integer({ min: 1, max: 90 * minute }) },
  { weight: 3, arbitrary: fc.integer({ min: 1, max: 30 }).map((hours) => hours * 60 * minute) },
  { weight: 1, arbitrary: fc.integer({ min: 1, max: 20 }).map((days) => days * 24 * 60 * minute) },
);

/** A Monday morning. */
export const begin = instantOf(Date.UTC(2026, 0, 5, 8));
