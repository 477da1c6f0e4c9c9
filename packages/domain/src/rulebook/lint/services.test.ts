import { textOf } from '@casebook/vocabulary';
import { deskRulebook } from '../../testing/examples';
import type { Condition } from '../condition';
import type { ServiceDefinition } from '../service-definition';
import { lintRulebook } from './lint';

const service = (more: Partial<ServiceDefinition> = {}): ServiceDefinition => ({
  name: textOf('repair'),
  description: textOf('A device is mended.'),
  caseType: textOf('malfunction'),
  products: [],
  offeredWhen: { all: [] },
  defaults: { fields: {}, category: null },
  related: [],
  ...more,
});

const lint = (...services: ReadonlyArray<ServiceDefinition>) =>
  lintRulebook({
    ...deskRulebook,
    fields: [
      { name: textOf('serial'), holds: { type: 'text' }, personal: false },
      { name: textOf('tier'), holds: { type: 'choice', choices: [textOf('gold')] }, personal: false },
      { name: textOf('callback'), holds: { type: 'text' }, personal: true },
      { name: textOf('age'), holds: { type: 'number' }, personal: false },
    ],
    services,
  });

const offered = (offeredWhen: Condition, ...products: ReadonlyArray<string>) =>
  lint(service({ offeredWhen, products: products.map(textOf) }));

describe('the lint of services', () => {
  test('finds nothing in those that can be meant', () => {
    expect(
      lint(
        service({
          products: [textOf('phone')],
          offeredWhen: {
            all: [
              { field: 'channel', is: textOf('chat') },
              { field: 'fields.tier', is: textOf('gold') },
            ],
          },
          defaults: { fields: { tier: textOf('gold') }, category: textOf('billing') },
          related: [textOf('advice')],
        }),
        service({ name: textOf('advice'), caseType: textOf('question') }),
      ),
    ).toEqual([]);
  });

  test('finds names that are there twice, and types, categories and services that are not there', () => {
    expect(
      lint(
        service(),
        service({
          caseType: textOf('complaint'),
          defaults: { fields: {}, category: textOf('technical') },
          related: ['repair', 'magic'].map(textOf),
        }),
      ),
    ).toEqual([
      { path: 'services.1', message: 'repair is there twice' },
      { path: 'services.1.caseType', message: 'complaint is not among the case types' },
      { path: 'services.1.defaults.category', message: 'technical is not among the categories' },
      { path: 'services.1.related.0', message: 'repair is this service itself' },
      { path: 'services.1.related.1', message: 'magic is not among the services' },
    ]);
  });

  test('finds defaults that a case cannot have', () => {
    const fields = { colour: textOf('red'), tier: textOf('bronze'), callback: textOf('555') };
    expect(lint(service({ defaults: { fields, category: null } }))).toEqual([
      { path: 'services.0.defaults.fields.colour', message: 'colour is not among the fields' },
      { path: 'services.0.defaults.fields.tier', message: 'tier must be one of gold' },
      { path: 'services.0.defaults.fields.callback', message: "callback is personal: it is nobody's by default" },
    ]);
  });

  test('finds rules that read a service that is not there', () => {
    const [rule] = deskRulebook.routing;
    const routing = rule === undefined ? [] : [{ ...rule, when: { field: 'service', is: textOf('magic') } as const }];
    expect(lintRulebook({ ...deskRulebook, services: [service()], routing })).toEqual([
      { path: 'routing.0.when', message: 'magic is not among the services' },
    ]);
  });

  test('finds conditions that ask for what nobody can know yet, or for what cannot be', () => {
    expect(offered({ all: [{ field: 'priority', atMost: 2 }] })).toEqual([
      { path: 'services.0.offeredWhen.all.0.field', message: 'priority is not known before there is a case' },
    ]);
    expect(offered({ field: 'fields.callback', known: true })).toEqual([
      { path: 'services.0.offeredWhen.field', message: 'callback is personal: no rule can read it' },
    ]);
  });

  const never = [
    { path: 'services.0.offeredWhen', message: 'contradicts itself or the products: it can never be offered' },
  ];
  const chat: Condition = { field: 'channel', is: textOf('chat') };
  const email: Condition = { field: 'channel', is: textOf('email') };

  test.each<readonly [string, Condition, ReadonlyArray<string>]>([
    ['a fact is to be two things', { all: [chat, { all: [email] }] }, []],
    ['a product is none of the products', { field: 'product', is: textOf('tablet') }, ['phone']],
    ['it is and is not so', { all: [chat, { not: { any: [chat, email] } }] }, []],
    ['it is unknown, and something', { all: [{ field: 'channel', known: false }, chat] }, []],
    [
      'a number is more than the most',
      {
        all: [
          { field: 'fields.age', atLeast: 9 },
          { field: 'fields.age', atMost: 8 },
        ],
      },
      [],
    ],
    [
      'a number is beyond the most',
      {
        all: [
          { field: 'fields.age', is: 9 },
          { field: 'fields.age', atMost: 8 },
        ],
      },
      [],
    ],
    ['every choice contradicts', { all: [chat, { any: [email, { not: chat }] }] }, []],
    ['there is no choice', { any: [] }, []],
    ['a part of it never holds', { all: [{ all: [{ field: 'channel', oneOf: [] }] }] }, []],
    ['what always holds is not to', { not: { all: [] } }, []],
  ])('finds a service that is never offered: %s', (_, condition, products) => {
    expect(offered(condition, ...products)).toEqual(never);
  });

  test.each<readonly [string, Condition, ReadonlyArray<string>]>([
    ['one of several', { all: [{ field: 'channel', oneOf: ['chat', 'email'].map(textOf) }, chat] }, []],
    ['one of its products', { field: 'product', oneOf: ['tablet', 'phone'].map(textOf) }, ['phone', 'tv']],
    ['a choice', { all: [chat, { any: [email, chat] }] }, []],
    ['known, and something', { all: [chat, { field: 'channel', known: true }] }, []],
    ['other facts', { all: [chat, { field: 'product', known: false }] }, []],
    [
      'a span',
      {
        all: [
          { field: 'fields.age', atLeast: 8 },
          { field: 'fields.age', atMost: 8 },
        ],
      },
      [],
    ],
    ['not another', { all: [chat, { not: email }] }, []],
  ])('finds nothing wrong with one that can be offered: %s', (_, condition, products) => {
    expect(offered(condition, ...products)).toEqual([]);
  });
});
