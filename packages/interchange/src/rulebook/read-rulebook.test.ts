import * as E from 'fp-ts/Either';
import * as fc from 'fast-check';
import { plainRulebook, RulebookCodec, type Rulebook } from '@casebook/domain';
import { rulebooks } from '@casebook/domain/testing';
import { millisIn, writtenDuration } from './duration';
import { readRulebook } from './read-rulebook';
import { writeRulebook } from './write-rulebook';

const hour = 3_600_000;

const faultsOf = (text: string): ReadonlyArray<string> => {
  const read = readRulebook(text);
  const faults = E.isLeft(read) ? read.left : read.right.lint;
  return faults.map(({ line, column, message }) => `${line}:${column} ${message}`);
};

const promise = `version: 1
calendars: [{ id: office, name: Office, zone: Europe/Berlin, exceptions: [], week: &week
  { monday: [], tuesday: [], wednesday: [], thursday: [], friday: [{ from: '09:00', to: '17:00' }], saturday: [], sunday: [] } }]
serviceLevels:
  - name: resolve in 48 hours
    metric: resolution
    agreement: SLA
    when: { all: [] }
    stopsWhen: null
    cancelledWhen: null
    target: 48h
    calendar: office
    pausedBy: [customer]
    warnings: [50, 75]
    counts: fromStart
    reopening: newCycle
`;

describe('a rulebook file', () => {
  test('says its version; sections that it leaves out are those of a desk without a rulebook', () => {
    expect(readRulebook('version: 1')).toEqual(
      E.right({ rulebook: { ...plainRulebook, version: 1 }, saysEffectiveFrom: false, lint: [] }),
    );
    expect(faultsOf('teams: []')).toEqual(['1:1 version: nothing must be a whole number from 0']);
  });

  test('says durations and its instant as people write them', () => {
    const read = readRulebook(
      `${promise}closing: { autoCloseAfter: 5d, reopenWithin: 90min }\neffectiveFrom: 2026-03-01T13:00+01:00\n`,
    );
    expect(E.isRight(read) && [read.right.rulebook.serviceLevels[0]?.target, read.right.rulebook.closing]).toEqual([
      48 * hour,
      { autoCloseAfter: 120 * hour, autoCloseUnless: { any: [] }, remindAfter: null, reopenWithin: 1.5 * hour },
    ]);
    expect(E.isRight(read) && [read.right.saysEffectiveFrom, read.right.rulebook.effectiveFrom]).toEqual([
      true,
      '2026-03-01T12:00:00.000Z',
    ]);
    expect(['30s', '45min', '48h', '5d', '0h', '5 days', '1.5h', '-1h', '1h30min', 'PT5M'].map(millisIn)).toEqual([
      30_000,
      2_700_000,
      172_800_000,
      432_000_000,
      0,
      undefined,
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
  });

  test('may say of a category its path alone, or leave out what there is nothing to say of', () => {
    const read = readRulebook('version: 1\ncategories: [billing, { path: technical, complexity: high }]\n');
    expect(E.isRight(read) && read.right.rulebook.categories).toEqual([
      { path: 'billing', criteria: null, examples: [], complexity: null },
      { path: 'technical', criteria: null, examples: [], complexity: 'high' },
    ]);
    expect(E.isRight(read) && writeRulebook(read.right.rulebook)).toContain(
      'categories:\n  - billing\n  - path: technical\n    complexity: high\n',
    );
    expect(faultsOf('version: 1\ncategories: [{ complexity: high }, { path: a, complexity: hard }, 7]\n')).toEqual([
      '2:14 categories.0.path: nothing must be text',
      '2:59 categories.1.complexity: "hard" must be low, medium or high or null',
      '2:67 categories.2: 7 must be a category: its path, and what is known of it',
    ]);
  });

  test('may say of a required field its name alone, and the stage or the condition where they are others', () => {
    const asking = (fields: string) =>
      `version: 1\ncaseTypes: [{ name: a, defaultCategory: null, oneTouch: true, requiredFields: ${fields} }]\n`;
    const read = readRulebook(asking('[serial, { field: cause, stage: resolution }]'));
    const when = { all: [] };
    expect(E.isRight(read) && read.right.rulebook.caseTypes[0]?.requiredFields).toEqual([
      { field: 'serial', stage: 'intake', when },
      { field: 'cause', stage: 'resolution', when },
    ]);
    expect(faultsOf(asking('[{ field: cause, stage: triage, when: soon }]'))).toEqual([
      expect.stringMatching(/^2:\d+ caseTypes\.0\.requiredFields\.0\.stage: "triage" must be intake, categorization, /),
      expect.stringMatching(/^2:\d+ caseTypes\.0\.requiredFields\.0\.when: "soon" must be all, any, not, or a field /),
    ]);
  });

  test('may say of a service what it is, and leave out to whom it is offered and what its cases begin with', () => {
    const text = `version: 1
services:
  - { name: advice, description: Questions are answered., caseType: question }
  - name: repair
    description: A device is mended.
    caseType: malfunction
    products: [phone]
    defaults: { category: technical }
`;
    const read = readRulebook(text);
    expect(E.isRight(read) && read.right.rulebook.services).toMatchObject([
      { name: 'advice', products: [], offeredWhen: { all: [] }, defaults: { fields: {}, category: null }, related: [] },
      { name: 'repair', products: ['phone'], defaults: { fields: {}, category: 'technical' } },
    ]);
    expect(E.isRight(read) && writeRulebook(read.right.rulebook)).toContain(
      '    defaults:\n      category: technical\n',
    );
    expect(faultsOf('version: 1\nservices:\n  - { name: a, defaults: { fields: { serial: 7 } } }\n  - b\n')).toEqual([
      '3:5 services.0.description: nothing must be text',
      '3:5 services.0.caseType: nothing must be text',
      '3:46 services.0.defaults.fields.serial: 7 must be text',
      '4:5 services.1: "b" must be a service: its name, description and case type, and to whom it is offered',
    ]);
  });

  test('may say the text of a template in lines, and leave out for which cases it is', () => {
    const text = `version: 1
templates:
  - name: summary
    documents: case
    text: |
      Case {{number}}
      about {{product}}
`;
    const read = readRulebook(text);
    expect(E.isRight(read) && read.right.rulebook.templates).toEqual([
      { name: 'summary', documents: 'case', when: { all: [] }, text: 'Case {{number}}\nabout {{product}}\n' },
    ]);
    expect(E.isRight(read) && writeRulebook(read.right.rulebook)).toContain('    text: |\n      Case {{number}}\n');
    expect(faultsOf(text.replace('{{product}}', '{{colour}}').replace('documents: case', 'documents: letter'))).toEqual(
      [
        '4:16 templates.0.documents: "letter" must be case, note, message, finding or resolution',
        expect.stringMatching(
          /^5:11 templates\.0\.text: "Case .* must be text in which each \{\{…\}\} names number, agent, /,
        ),
      ],
    );
  });

  test('may leave out for which cases a scorecard is, its sample, and what a criterion fails by', () => {
    const text = `version: 1
scorecards:
  - name: handling
    passAt: 80
    criteria:
      - { name: tone, weight: 40, max: 5, failsBelow: 2 }
      - { name: answer, weight: 50, max: 3 }
`;
    const read = readRulebook(text);
    expect(E.isRight(read) && read.right.rulebook.scorecards).toEqual([
      {
        name: 'handling',
        when: { all: [] },
        criteria: [
          { name: 'tone', text: null, weight: 40, max: 5, failsBelow: 2 },
          { name: 'answer', text: null, weight: 50, max: 3, failsBelow: null },
        ],
        passAt: 80,
        sample: null,
      },
    ]);
    expect(faultsOf(text)).toEqual([
      expect.stringMatching(/scorecards\.0\.criteria: the weights add up to 90, not to 100$/),
    ]);
  });

  test('may be JSON', () => {
    const text = JSON.stringify({ ...plainRulebook, version: 2 }, null, 2);
    expect(readRulebook(text)).toMatchObject(E.right({ rulebook: { version: 2 }, saysEffectiveFrom: true }));
  });

  test('that is none is told where each fault is, and what would be right', () => {
    const text = `${promise.replace('48h', '2 days').replace('metric: resolution', 'metric: solution')}
closing:
  autoCloseAfter: soon
  reopenWithin: null
effectiveFrom: tomorrow
routing:
  - { name: all, when: { all: [{ field: colour, is: red }] }, team: '', agent: null }
`;
    expect(faultsOf(text)).toEqual([
      '6:13 serviceLevels.0.metric: "solution" must be one of firstResponse, nextResponse, update, contact, resolution, requesterWait, agentWork, ownership, task',
      '11:13 serviceLevels.0.target: "2 days" must be a duration: 30s, 45min, 48h or 5d (a day is 24 hours), or whole milliseconds',
      '19:19 closing.autoCloseAfter: "soon" must be a duration: 30s, 45min, 48h or 5d (a day is 24 hours), or whole milliseconds',
      '21:16 effectiveFrom: "tomorrow" must be an instant with its zone, such as 2026-03-01T12:00:00Z',
      expect.stringMatching(/^23:\d+ routing\.0\.when\.all\.0\.field: "colour" must be a fact: /),
      expect.stringMatching(/^23:\d+ routing\.0\.team: "" must be the name of a team, of 1 to 200 characters$/),
    ]);
  });

  test('that names what is not there, or says what means nothing, is told so', () => {
    expect(faultsOf(promise.replace('calendar: office', 'calendar: moon'))).toEqual([
      '12:15 serviceLevels.0.calendar: "moon" must be one of the calendars: office',
    ]);
    expect(faultsOf(`${promise}closings: {}\n`)).toEqual([
      expect.stringMatching(/^17:1 closings: means nothing here; it must be one of version, .*, closing$/),
    ]);
    expect(faultsOf(promise.replace('    target:', '    goal: 5\n    target:'))).toEqual([
      expect.stringMatching(/^11:5 serviceLevels\.0\.goal: means nothing here; it must be one of name, metric, /),
    ]);
    expect(faultsOf('version: 1\nversion: 2')).toEqual([expect.stringMatching(/^2:1 no YAML: /)]);
    expect(faultsOf('- version')).toEqual([expect.stringMatching(/^1:1 value: \["version"\] must be Rulebook$/)]);
    expect(faultsOf('')).toEqual([expect.stringMatching(/^1:1 value: null must be Rulebook$/)]);
  });

  test('that can be read and not be meant is told what is wrong', () => {
    const text = `${promise.replace('[50, 75]', '[75, 50]')}teams: [{ team: support, agents: [ada] }]
routing:
  - { name: all, when: { all: [] }, team: sales, agent: null }
`;
    expect(faultsOf(text)).toEqual([
      '14:20 serviceLevels.0.warnings.1: 50 must be more than 75',
      '19:43 routing.0.team: sales is not among the teams',
    ]);
  });

  test('is read back as it was written', () => {
    fc.assert(
      fc.property(rulebooks, (rulebook: Rulebook) => {
        const written = writeRulebook(rulebook);
        expect(written).not.toContain('hash:');
        expect(written).not.toMatch(/: \d{6,}$/m); // a duration that nobody has named as one
        const read = readRulebook(written);
        expect(E.isRight(read) && read.right.rulebook).toEqual(rulebook);
        expect(E.isRight(readRulebook(JSON.stringify(RulebookCodec.encode(rulebook))))).toBe(true);
      }),
    );
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 1e9 }),
        fc.constantFrom(1, 1000, 60_000, hour, 24 * hour),
        (count, unit) => {
          const written = writtenDuration(count * unit, 'd');
          expect(typeof written === 'string' ? millisIn(written) : written).toBe(count * unit);
        },
      ),
    );
  });
});
