import { AgentId, literal, TeamId, textOf } from '@casebook/vocabulary';
import { ben, deskRulebook, support } from '../../testing/examples';
import { lintRulebook } from './lint';
import { plainRulebook } from '../plain';
import type { Field } from '../facts';
import type { RequiredField, RoutingRule } from '../rulebook';
import type { Template } from '../template';

const rule = (
  name: string,
  tests: { readonly [F in Field]?: string },
  more: Partial<RoutingRule> = {},
): RoutingRule => ({
  name: textOf(name),
  when: { all: Object.entries(tests).map(([field, is]) => ({ field: field as Field, is: textOf(String(is)) })) },
  team: support,
  agent: null,
  ...more,
});
const lint = (...routing: ReadonlyArray<RoutingRule>) => lintRulebook({ ...deskRulebook, routing });

describe('the lint of a rulebook', () => {
  test('finds nothing in one that can be meant', () => {
    expect(lintRulebook(deskRulebook)).toEqual([]);
    expect(lintRulebook(plainRulebook)).toEqual([]);
  });

  test('finds teams and agents that are not there', () => {
    expect(lint(rule('a', { channel: 'chat' }, { team: literal(TeamId, 'sales') }))).toEqual([
      { path: 'routing.0.team', message: 'sales is not among the teams' },
    ]);
    expect(lint(rule('a', { channel: 'chat' }, { agent: ben }))).toEqual([
      { path: 'routing.0.agent', message: 'ben is not in technical-support' },
    ]);
  });

  test('lets anybody be named where a team or the list of teams is empty', () => {
    const routing = [rule('a', { channel: 'chat' }, { agent: literal(AgentId, 'anybody') })];
    expect(lintRulebook({ ...plainRulebook, routing })).toEqual([]);
  });

  test('finds categories, case types and facts that cannot occur', () => {
    expect(
      lint(rule('a', { category: 'tech' }), rule('b', { caseType: 'complaint' }), rule('c', { team: 'sales' })),
    ).toEqual([
      { path: 'routing.0.when.all.0', message: 'tech is not among the categories and above none of them' },
      { path: 'routing.1.when.all.0', message: 'complaint is not among the case types' },
      { path: 'routing.2.when.all.0', message: 'sales is not among the teams' },
    ]);
    const [type] = deskRulebook.caseTypes;
    expect(
      lintRulebook({
        ...deskRulebook,
        caseTypes: type === undefined ? [] : [{ ...type, defaultCategory: textOf('sound') }],
      }).map(({ path }) => path),
    ).toEqual(['caseTypes.0.defaultCategory']);
  });

  test('finds required fields that are not there, or are asked for already; personal ones may be asked for', () => {
    const [type] = deskRulebook.caseTypes;
    const asking = (...requiredFields: ReadonlyArray<RequiredField>) =>
      lintRulebook({
        ...deskRulebook,
        fields: [
          { name: textOf('serial'), holds: { type: 'text' }, personal: false },
          { name: textOf('callback'), holds: { type: 'text' }, personal: true },
        ],
        caseTypes: type === undefined ? [] : [{ ...type, requiredFields }],
      });
    const needs = (field: string, stage: RequiredField['stage'], more: Partial<RequiredField> = {}): RequiredField => ({
      field: textOf(field),
      stage,
      when: { all: [] },
      ...more,
    });
    const byChat = { when: { field: 'channel', is: textOf('chat') } } as const;
    expect(
      asking(needs('callback', 'closure'), needs('serial', 'resolution'), needs('serial', 'intake', byChat)),
    ).toEqual([]);
    expect(asking(needs('colour', 'intake'))).toEqual([
      { path: 'caseTypes.0.requiredFields.0.field', message: 'colour is not among the fields' },
    ]);
    expect(asking(needs('serial', 'intake', { when: { field: 'team', is: textOf('sales') } }))).toEqual([
      { path: 'caseTypes.0.requiredFields.0.when', message: 'sales is not among the teams' },
    ]);
    expect(asking(needs('serial', 'closure', byChat), needs('serial', 'intake'))).toEqual([
      { path: 'caseTypes.0.requiredFields.0', message: 'serial is asked for from intake on already' },
    ]);
    expect(asking(needs('serial', 'intake'), needs('serial', 'intake'))).toEqual([
      { path: 'caseTypes.0.requiredFields.1', message: 'serial is asked for from intake on already' },
    ]);
  });

  test('finds examples that two categories claim', () => {
    const [display, battery] = deskRulebook.categories;
    if (display === undefined || battery === undefined) throw new Error('the desk has both');
    expect(
      lintRulebook({
        ...deskRulebook,
        categories: [
          ...deskRulebook.categories.slice(0, 1),
          { ...battery, examples: display.examples },
          ...deskRulebook.categories.slice(2),
        ],
      }),
    ).toEqual([
      { path: 'categories.1.examples.0', message: '‘Screen stays dark’ is an example of technical/display already' },
    ]);
  });

  test('finds templates that name fields that are not there, or that tell something about a person', () => {
    const template = (name: string, text: string): Template => ({
      name: textOf(name),
      documents: 'note',
      when: { all: [] },
      text: textOf(text),
    });
    const lintTemplates = (...templates: ReadonlyArray<Template>) =>
      lintRulebook({
        ...deskRulebook,
        fields: [
          { name: textOf('serial'), holds: { type: 'text' }, personal: false },
          { name: textOf('callback'), holds: { type: 'text' }, personal: true },
        ],
        templates,
      });
    expect(lintTemplates(template('a', '{{number}}: {{fields.serial}}'), template('b', 'Nothing to fill.'))).toEqual(
      [],
    );
    expect(lintTemplates(template('a', '{{fields.colour}}'), template('a', 'Call {{ fields.callback }}.'))).toEqual([
      { path: 'templates.1', message: 'a is there twice' },
      { path: 'templates.0.text', message: 'colour is not among the fields' },
      { path: 'templates.1.text', message: 'callback is personal: no template can name it' },
    ]);
    const late = { ...template('a', ''), when: { field: 'team', is: textOf('sales') } } as const;
    expect(lintTemplates(late)).toEqual([{ path: 'templates.0.when', message: 'sales is not among the teams' }]);
  });

  test('finds rules that are never reached', () => {
    expect(lint(rule('a', { channel: 'chat' }), rule('b', { channel: 'chat', product: 'phone' }))).toEqual([
      { path: 'routing.1', message: 'is never reached: a holds before it' },
    ]);
    expect(lint(rule('a', { channel: 'chat', product: 'phone' }), rule('b', { channel: 'chat' }))).toEqual([]);
  });

  test('finds names that are there twice, and levels that are never reached', () => {
    expect(lint(rule('a', { channel: 'chat' }), rule('a', { channel: 'email' }))).toEqual([
      { path: 'routing.1', message: 'a is there twice' },
    ]);
    const levels = [
      { from: 10, priority: 2 },
      { from: 20, priority: 1 },
    ] as const;
    const { priority } = deskRulebook;
    expect(lintRulebook({ ...deskRulebook, priority: priority && { ...priority, levels } })).toEqual([
      { path: 'priority.levels.1.from', message: '20 must be less than 10, or is never reached' },
    ]);
  });

  test('finds scorecards whose weights are not a whole, and criteria that nobody can meet', () => {
    const criterion = (name: string, weight: number, failsBelow: number | null = null) => ({
      name: textOf(name),
      text: null,
      weight,
      max: 5,
      failsBelow,
    });
    const card = (name: string, ...criteria: ReadonlyArray<ReturnType<typeof criterion>>) => ({
      name: textOf(name),
      when: { all: [] },
      criteria,
      passAt: 80,
      sample: { percent: 10, seed: textOf('spring') },
    });
    const linted = (...scorecards: ReadonlyArray<ReturnType<typeof card>>) =>
      lintRulebook({ ...deskRulebook, scorecards });
    expect(linted(card('a', criterion('tone', 40), criterion('answer', 60, 5)))).toEqual([]);
    expect(linted(card('a', criterion('tone', 40), criterion('tone', 50, 6)), card('b', criterion('x', 100)))).toEqual([
      { path: 'scorecards.0.criteria.1', message: 'tone is there twice' },
      { path: 'scorecards.1', message: 'is never reached: a holds before it' },
      { path: 'scorecards.0.criteria', message: 'the weights add up to 90, not to 100' },
      { path: 'scorecards.0.criteria.1.failsBelow', message: 'nobody can get 6: 5 is the most there is' },
    ]);
  });

  test('finds what of a model of priority decides nothing', () => {
    const { priority } = deskRulebook;
    if (priority === null) throw new Error('the desk has a model');
    const { factors, levels } = priority; // from 10 to 35 points
    const linted = (change: Partial<typeof priority>) =>
      lintRulebook({ ...deskRulebook, priority: { ...priority, ...change } });
    expect(linted({})).toEqual([]);
    expect(linted({ levels: [{ from: 36, priority: 1 }, ...levels] })).toEqual([
      { path: 'priority.levels.0.from', message: '36 is never reached: no score is more than 35' },
    ]);
    expect(linted({ levels: [...levels, { from: 10, priority: 4 }] })).toEqual([
      {
        path: 'priority.otherwise',
        message: 'is for no case: every score is 10 or more, which reaches the last level',
      },
    ]);
    expect(
      linted({ factors: factors.map((one, index) => (index === 1 ? { ...one, weight: 0 } : one)), levels: [] }),
    ).toEqual([{ path: 'priority.factors.1', message: 'channel makes no difference: it adds 0 to every score' }]);
  });
});
