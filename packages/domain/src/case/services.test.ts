import { textOf } from '@casebook/vocabulary';
import type { Rulebook } from '../rulebook/rulebook';
import type { ServiceDefinition } from '../rulebook/service-definition';
import { servicesFor } from '../rulebook/services';
import { at, create, created, deskRulebook, support } from '../testing/examples';
import { given } from '../testing/given';
import { caseDecider } from './case';

const repair: ServiceDefinition = {
  name: textOf('repair'),
  description: textOf('A device is mended.'),
  caseType: textOf('malfunction'),
  products: [textOf('phone')],
  offeredWhen: { not: { field: 'fields.tier', is: textOf('none') } },
  defaults: {
    fields: { serial: textOf('unknown yet'), tier: textOf('standard') },
    category: textOf('technical/battery'),
  },
  related: [textOf('advice')],
};
const advice: ServiceDefinition = {
  name: textOf('advice'),
  description: textOf('Questions are answered.'),
  caseType: textOf('question'),
  products: [],
  offeredWhen: { field: 'channel', oneOf: [textOf('chat'), textOf('phone')] },
  defaults: { fields: {}, category: null },
  related: [],
};
const rulebook: Rulebook = { ...deskRulebook, services: [repair, advice], priority: null, routing: [] };
const desk = given(caseDecider).under(rulebook);
const asking = { ...create, service: textOf('repair') };

describe('the services of a rulebook', () => {
  test('are offered, or are not, by what is known before there is a case, and say why', () => {
    const concern = { product: textOf('phone'), channel: null, fields: {} };
    expect(servicesFor(rulebook, concern)).toEqual([
      { service: repair, holds: true, because: 'product is phone and fields.tier is not known, not none' },
      { service: advice, holds: false, because: 'channel is not known, not one of chat, phone' },
    ]);
  });

  test('are not offered by what tells something about a person', () => {
    const personal: Rulebook = {
      ...rulebook,
      fields: [{ name: textOf('tier'), holds: { type: 'text' }, personal: true }],
    };
    const concern = { product: textOf('phone'), channel: null, fields: { tier: textOf('none') } };
    expect(servicesFor(personal, concern)[0]?.holds).toBe(true);
  });
});

describe('a case that is created for a service', () => {
  const begun = { ...created, service: textOf('repair'), caseType: textOf('malfunction') };

  test('is of its type, and begins with its defaults', () => {
    desk.when(asking).yields(
      { ...begun, fields: repair.defaults.fields },
      {
        type: 'CaseCategorized',
        at,
        category: textOf('technical/battery'),
        previous: null,
        complexity: 'high',
        by: null,
        reason: 'initial',
        decision: {
          rulebook: 3,
          rule: textOf('default category'),
          inputs: { service: textOf('repair') },
          alternatives: [],
          because: textOf('repair begins as technical/battery'),
        },
      },
    );
  });

  test('keeps what was said: a default stands where nothing is, or blanks are', () => {
    const bare = { ...rulebook, services: [{ ...repair, defaults: { ...repair.defaults, category: null } }] };
    const untyped = { ...bare, caseTypes: [] };
    given(caseDecider)
      .under(untyped)
      .when({ ...asking, fields: { serial: textOf('A-1'), tier: textOf(' '), note: textOf('') } })
      .yields({ ...begun, fields: { serial: textOf('A-1'), tier: textOf('standard'), note: textOf('') } });
  });

  test('is refused where there is no such service, it is not offered, or the case is said to be of another type', () => {
    desk.when({ ...asking, service: textOf('magic') }).isRefused({ type: 'ServiceUnknown', service: textOf('magic') });
    desk.when({ ...asking, product: textOf('tablet') }).isRefused({
      type: 'ServiceNotOffered',
      service: textOf('repair'),
      because: textOf('product is tablet, not one of phone'),
    });
    desk.when({ ...asking, caseType: textOf('question') }).isRefused({
      type: 'CaseTypeContradicted',
      caseType: textOf('question'),
      service: textOf('repair'),
      expected: textOf('malfunction'),
    });
    desk
      .when({ ...asking, fields: { tier: textOf('none') } })
      .isRefused({ type: 'ServiceNotOffered', service: textOf('repair'), because: textOf('fields.tier is none') });
  });

  test('is offered by what is said: a default is what such cases begin with, no reason to be offered one', () => {
    const standard: ServiceDefinition = { ...repair, offeredWhen: { field: 'fields.tier', is: textOf('standard') } };
    given(caseDecider)
      .under({ ...rulebook, services: [standard] })
      .when(asking)
      .isRefused({
        type: 'ServiceNotOffered',
        service: textOf('repair'),
        because: textOf('fields.tier is not known, not standard'),
      });
  });

  test('is asked for the fields of its type, its defaults counted', () => {
    given(caseDecider)
      .under({ ...rulebook, services: [{ ...repair, defaults: { fields: {}, category: null } }] })
      .when(asking)
      .isRefused({
        type: 'FieldMissing',
        field: textOf('serial'),
        caseType: textOf('malfunction'),
        stage: 'intake',
      });
  });

  test('is routed by rules that read its service', () => {
    const name = textOf('advice');
    given(caseDecider)
      .under({
        ...rulebook,
        routing: [{ name, when: { field: 'service', is: name }, team: support, agent: null }],
      })
      .when({ ...create, service: name })
      .yields(
        { ...created, service: name, caseType: textOf('question') },
        {
          type: 'CaseRouted',
          at,
          routingId: textOf('routing-1'),
          team: support,
          previous: null,
          reason: 'initial',
          decision: {
            rulebook: 3,
            rule: name,
            inputs: { service: name },
            alternatives: [],
            because: textOf('service is advice'),
          },
        },
      );
  });
});
