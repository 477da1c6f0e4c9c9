import * as E from 'fp-ts/Either';
import * as fc from 'fast-check';
import { CaseId, CaseNumber, CustomerId, IssueTitle, literal, plus, textOf, type Instant } from '@casebook/vocabulary';
import type { OtherCase } from '../case/other-case';
import type { Attached, MajorIssueEvent } from '../major-issue/issue';
import { majorIssueDecider, type MajorIssueCommand } from '../major-issue/major-issue';
import type { Of } from '../message';
import { rulesOf } from '../rulebook/rules';
import type { Undated } from './commands';
import { anyCategory, anyCode, anyIdOf, anyPause, anyProduct, anyText, anyWords, begin } from './words';

type Type = MajorIssueCommand['type'];
type Fields<T extends Type> = fc.Arbitrary<Omit<Of<MajorIssueCommand, T>, 'type' | 'at'>>;

/** Few of each, so that what is generated meets itself again. */
const anyCustomer = fc.integer({ min: 1, max: 6 }).map((number) => literal(CustomerId, `customer-${number}`));
const anyCase = fc.integer({ min: 1, max: 8 }).map((number) => literal(CaseId, `case-${number}`));
const anyPerson = fc.constantFrom('ada', 'ben', 'cleo').map(textOf);
const anySentence = anyText.map((text) => textOf(`It says: ${text}`));

/** The case of this id as somebody has looked it up: always the same customer's. */
const customerOf = (caseId: CaseId): CustomerId | null => {
  const number = Number(caseId.slice(5)) % 7;
  return number === 0 ? null : literal(CustomerId, `customer-${number}`);
};
const numberOf = (caseId: CaseId): CaseNumber => literal(CaseNumber, `number of ${caseId}`);
const known = (caseId: CaseId): fc.Arbitrary<OtherCase | null> =>
  fc.option(
    fc.record({
      caseId: fc.constant(caseId),
      number: fc.constant(numberOf(caseId)),
      status: fc.constantFrom('New', 'Open', 'Open', 'Waiting', 'Resolved'),
      customer: fc.constant(customerOf(caseId)),
      above: fc.constant([]),
    }),
    { freq: 12 },
  );

const anyAttached: fc.Arbitrary<Attached> = fc
  .tuple(anyCase, fc.constantFrom<Attached['opened']>('proactive', 'proactive', 'reported'))
  .map(([caseId, opened]) => ({ caseId, number: numberOf(caseId), customer: customerOf(caseId), opened }));

const fields: { readonly [T in Type]: Fields<T> } = {
  ProposeMajorIssue: fc.option(anyCase).chain((fromCase) =>
    fc.record({
      title: fc
        .constantFrom('Activations fail', 'Bills are late', 'Activations fail', ' ')
        .map((title) => literal(IssueTitle, title)),
      impact: anySentence,
      justification: anyWords,
      by: anyPerson,
      fromCase: fc.constant(fromCase),
      other: fromCase === null ? fc.constant(null) : known(fromCase),
    }),
  ),
  AcceptMajorIssue: fc.record({ by: anyPerson }),
  RejectMajorIssue: fc.record({ by: anyPerson, reason: anyWords }),
  ResolveMajorIssue: fc.record({
    code: anyCode,
    notes: anySentence,
    excepted: fc.oneof({ weight: 3, arbitrary: fc.constant([]) }, { weight: 1, arbitrary: fc.array(anyCase) }),
  }),
  ReopenMajorIssue: fc.record({ reason: anySentence }),
  CloseMajorIssue: fc.record({}),
  IdentifyAffected: fc.record({
    batch: anyIdOf('batch'),
    criteria: fc.option(
      fc.record({
        products: fc.array(anyProduct, { minLength: 1, maxLength: 2 }),
        categories: fc.array(anyCategory, { maxLength: 2 }),
        from: fc.constantFrom(null, begin),
        to: fc.constant(null),
      }),
    ),
    source: fc.option(anyText),
    customers: fc.array(anyCustomer, { maxLength: 6 }),
    excluded: fc.array(
      fc.record({ customer: anyCustomer, because: fc.constantFrom('notAffected', 'toldOtherwise', 'optedOut') }),
      { maxLength: 2 },
    ),
  }),
  AttachCase: anyCase.chain((caseId) => fc.record({ caseId: fc.constant(caseId), other: known(caseId) })),
  AttachCases: fc.record({ cases: fc.array(anyAttached, { maxLength: 3 }) }),
  DetachCase: fc.record({ caseId: anyCase, reason: anyWords }),
  PublishIssueUpdate: fc.record({
    updateId: anyIdOf('update'),
    audience: fc.constantFrom('all', 'proactive', 'reported'),
    channel: fc.constantFrom('email', 'chat'),
    body: fc.oneof({ weight: 9, arbitrary: anySentence }, { weight: 1, arbitrary: fc.constant(textOf(' ')) }),
  }),
};

const weights: { readonly [T in Type]: number } = {
  ProposeMajorIssue: 1,
  AcceptMajorIssue: 8,
  RejectMajorIssue: 3,
  ResolveMajorIssue: 4,
  ReopenMajorIssue: 8,
  CloseMajorIssue: 4,
  IdentifyAffected: 4,
  AttachCase: 5,
  AttachCases: 3,
  DetachCase: 8,
  PublishIssueUpdate: 4,
};

const typed = <T extends Type>(type: T): fc.Arbitrary<Undated<MajorIssueCommand>> =>
  // The fields of one type with that type: a command, which the checker cannot follow for a type that varies.
  fields[type].map((rest) => ({ ...rest, type }) as unknown as Undated<MajorIssueCommand>);

const types = Object.keys(fields) as ReadonlyArray<Type>; // the keys of a table with one entry a type

const anyCommand = fc.oneof(...types.map((type) => ({ weight: weights[type], arbitrary: typed(type) })));

/** Random commands for one major issue in the order of their instants; most sequences propose it first. */
export const issueCommandSequences: fc.Arbitrary<ReadonlyArray<MajorIssueCommand>> = fc
  .record({
    proposal: fc.option(typed('ProposeMajorIssue'), { freq: 20 }),
    rest: fc.array(fc.tuple(anyPause, anyCommand), { minLength: 12, maxLength: 60, size: 'max' }),
  })
  .map(({ proposal, rest }) => {
    let at: Instant = begin;
    const commands = rest.map(([pause, undated]): MajorIssueCommand => {
      at = plus(at, pause);
      return { ...undated, at };
    });
    return proposal === null ? commands : [{ ...proposal, at: begin }, ...commands];
  });

const rules = rulesOf([]);

/** Events of one major issue, made by its decider from random commands, in order of time. Not empty. */
export const issueHistories: fc.Arbitrary<ReadonlyArray<MajorIssueEvent>> = issueCommandSequences
  .map((commands) => {
    const events: MajorIssueEvent[] = [];
    let state = majorIssueDecider.initial;
    for (const command of commands) {
      const { answer } = majorIssueDecider.decide(state, command, rules);
      if (E.isLeft(answer)) continue;
      events.push(...answer.right);
      state = answer.right.reduce(majorIssueDecider.evolve, state);
    }
    return events;
  })
  .filter((events) => events.length > 0);
