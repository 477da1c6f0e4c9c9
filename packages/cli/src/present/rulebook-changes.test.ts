import * as fc from 'fast-check';
import { isOneVersion, plainRulebook, type Rulebook } from '@casebook/domain';
import { rulebooks } from '@casebook/domain/testing';
import { rulebookChanges } from './rulebook-changes';
import { nouns } from './rulebook-phrases';

const hour = 3_600_000;

/** Plain words for the branded ones. */
const made = (sections: object): Rulebook => ({ ...plainRulebook, version: 1, ...sections });
const category = (path: string) => ({ path, criteria: null, examples: [], complexity: null });
const rule = (name: string, more: object = {}) => ({ name, when: { all: [] }, team: 'support', agent: null, ...more });
const level = (more: object = {}) => ({
  name: 'resolve in 48 hours',
  metric: 'resolution',
  agreement: 'SLA',
  when: { all: [] },
  stopsWhen: null,
  cancelledWhen: null,
  target: 48 * hour,
  calendar: 'office',
  pausedBy: ['customer'],
  warnings: [50],
  counts: 'fromStart',
  reopening: 'newCycle',
  ...more,
});
const texts = (before: object, after: object) =>
  rulebookChanges(made(before), made(after)).map(({ kind, text }) => `${kind}: ${text}`);

describe('the changes of a rulebook', () => {
  test('are told by name, in words, as they are now and were before', () => {
    expect(
      texts({ serviceLevels: [level()] }, { serviceLevels: [level({ warnings: [75], target: 90 * 60_000 })] }),
    ).toEqual([
      'changed: the service level ‘resolve in 48 hours’ promises 90min now, before 48h',
      'changed: the service level ‘resolve in 48 hours’ warns at 75 % now, before at 50 %',
    ]);
  });

  test('of a scorecard are told with its criteria', () => {
    const criterion = (more: object = {}) => ({
      name: 'tone',
      text: null,
      weight: 100,
      max: 5,
      failsBelow: null,
      ...more,
    });
    const card = (more: object = {}) => ({
      name: 'handling',
      when: { all: [] },
      criteria: [criterion()],
      passAt: 80,
      sample: null,
      ...more,
    });
    expect(
      texts(
        { scorecards: [card()] },
        {
          scorecards: [
            card({ passAt: 90, sample: { percent: 10, seed: 'spring' }, criteria: [criterion({ failsBelow: 2 })] }),
          ],
        },
      ),
    ).toEqual([
      'changed: the scorecard ‘handling’: the criterion ‘tone’ fails the whole below 2 now, before never',
      'changed: the scorecard ‘handling’ is passed at 90 % now, before at 80 %',
      'changed: the scorecard ‘handling’ reviews 10 % of closed cases, drawn by ‘spring’ now, before none by itself',
    ]);
  });

  test('are what came, what went and what is in another place', () => {
    expect(
      texts({ routing: [rule('a'), rule('b'), rule('c')] }, { routing: [rule('c'), rule('d'), rule('a')] }),
    ).toEqual([
      'added: the routing rule ‘d’ is new',
      'removed: the routing rule ‘b’ is gone',
      'moved: the routing rules come as c, a now, before as a, c',
    ]);
    expect(texts({ categories: ['a', 'b'].map(category) }, { categories: ['b', 'c'].map(category) })).toEqual([
      'added: the category ‘c’ is new',
      'removed: the category ‘a’ is gone',
    ]);
    expect(texts({ categories: ['a', 'b'].map(category) }, { categories: ['b', 'a'].map(category) })).toEqual([]);
  });

  test('are told within what they belong to', () => {
    expect(
      texts(
        { teams: [{ team: 'support', agents: ['ada'] }], priority: null },
        {
          teams: [{ team: 'support', agents: ['ada', 'ben'] }],
          priority: { factors: [], levels: [], otherwise: 4 },
          closing: { ...plainRulebook.closing, autoCloseAfter: 5 * 24 * hour, reopenWithin: null },
        },
      ),
    ).toEqual([
      'added: the team ‘support’: the agent ‘ben’ is new',
      'added: the priority is new',
      'changed: the closing comes by itself 5d after the resolution now, before never',
      'changed: the closing can be undone never now, before for 30d',
    ]);
    const asking = (...requiredFields: ReadonlyArray<object>) => ({
      caseTypes: [{ name: 'malfunction', requiredFields, defaultCategory: null, oneTouch: true }],
    });
    expect(
      texts(
        asking({ field: 'serial', stage: 'intake', when: { all: [] } }),
        asking(
          { field: 'serial', stage: 'resolution', when: { field: 'channel', is: 'portal' } },
          { field: 'fault', stage: 'closure', when: { all: [] } },
        ),
      ),
    ).toEqual([
      'added: the case type ‘malfunction’: the required field ‘fault’ is new',
      'changed: the case type ‘malfunction’: the required field ‘serial’ must be filled from resolution on now, before from intake on',
      'changed: the case type ‘malfunction’: the required field ‘serial’ is asked for where channel is portal now, before always',
    ]);
    const service = (more: object) => ({
      services: [
        {
          name: 'repair',
          description: 'It is mended.',
          caseType: 'malfunction',
          products: [],
          offeredWhen: { all: [] },
          defaults: { fields: {}, category: null },
          related: [],
          ...more,
        },
      ],
    });
    expect(
      texts(
        service({}),
        service({
          products: ['tv'],
          offeredWhen: { field: 'fields.tier', is: 'gold' },
          defaults: { fields: { language: 'de' }, category: 'technical' },
          related: ['exchange'],
        }),
      ),
    ).toEqual([
      'changed: the service ‘repair’ is for tv now, before any product',
      'changed: the service ‘repair’ is offered where fields.tier is gold now, before always',
      'changed: the service ‘repair’ begins a case with language de and in technical now, before as its type has it',
      'added: the service ‘repair’: the related service ‘exchange’ is new',
    ]);
    const template = (more: object) => ({
      templates: [
        { name: 'usual', documents: 'note', when: { all: [] }, text: 'Case {{number}}\nabout it\n', ...more },
      ],
    });
    expect(
      texts(
        template({}),
        template({ documents: 'message', when: { field: 'channel', is: 'chat' }, text: 'Case {{number}}' }),
      ),
    ).toEqual([
      'changed: the template ‘usual’ is for a message now, before a note',
      'changed: the template ‘usual’ is offered where channel is chat now, before always',
      'changed: the template ‘usual’ says ‘Case {{number}}’ now, before ‘Case {{number}} / about it’',
    ]);
    const points = (list: ReadonlyArray<object>) => ({
      priority: {
        factors: [{ name: 'channel', field: 'channel', weight: 1, points: list, otherwise: 0 }],
        levels: [{ from: 9, priority: 1 }],
        otherwise: 4,
      },
    });
    expect(texts(points([]), points([{ is: 'phone', points: 3 }]))).toEqual([
      'changed: the priority: the priority factor ‘channel’: points: is phone, points 3 now, before nothing',
    ]);
  });

  test('tell conditions as one says them', () => {
    const when = {
      all: [
        { field: 'category', is: 'technical' },
        { any: [{ field: 'priority', atMost: 2 }, { not: { field: 'channel', oneOf: ['chat', 'phone'] } }] },
      ],
    };
    expect(texts({ routing: [rule('a')] }, { routing: [rule('a', { when, agent: 'ada' })] })).toEqual([
      'changed: the routing rule ‘a’ applies where category is technical and (priority is at most 2 or not (channel is one of chat, phone)) now, before always',
      'changed: the routing rule ‘a’ offers the case to ada now, before nobody in particular',
    ]);
  });

  test('have a word for whatever a rulebook lists', () => {
    const lists = Object.entries(plainRulebook).flatMap(([section, value]) => (Array.isArray(value) ? [section] : []));
    expect(lists.filter((section) => nouns[section] === undefined)).toEqual([]);
  });

  test('are none between a rulebook and itself, and some wherever two differ', () => {
    const inOrder = (rulebook: Rulebook): Rulebook => ({
      ...rulebook,
      categories: [...rulebook.categories].sort((a, b) => (a.path < b.path ? -1 : 1)),
    });
    fc.assert(
      fc.property(rulebooks, rulebooks, (one, other) => {
        expect(rulebookChanges(one, { ...one, version: one.version + 1 })).toEqual([]);
        const { version, hash, effectiveFrom } = one;
        const alike = isOneVersion(inOrder(one), inOrder({ ...other, version, hash, effectiveFrom }));
        expect(rulebookChanges(one, other).length === 0).toBe(alike);
      }),
    );
  });
});
