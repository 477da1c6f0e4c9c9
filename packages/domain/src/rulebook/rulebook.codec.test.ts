import * as E from 'fp-ts/Either';
import * as fc from 'fast-check';
import { CalendarId, literal } from '@casebook/vocabulary';
import { roundTheClock } from '@casebook/working-time';
import { deskRulebook, officeHours } from '../testing/examples';
import { rulebooks } from '../testing/rulebooks';
import { decodeRulebook, RulebookCodec } from './rulebook.codec';

const parsed: unknown = JSON.parse(JSON.stringify(RulebookCodec.encode(deskRulebook)));

describe('a rulebook', () => {
  test('is read back as it was written', () => {
    expect(decodeRulebook(parsed)).toEqual(E.right(deskRulebook));
    fc.assert(
      fc.property(rulebooks, (rulebook) => {
        expect(decodeRulebook(JSON.parse(JSON.stringify(RulebookCodec.encode(rulebook))))).toEqual(E.right(rulebook));
      }),
    );
  });

  test('that is none is refused with the place of each fault and what would be right', () => {
    const document = {
      ...deskRulebook,
      version: 1.5,
      caseTypes: [
        {
          name: 'malfunction',
          requiredFields: [{ field: 'serial', stage: 'triage' }],
          defaultCategory: null,
          oneTouch: true,
        },
        { name: 'question', requiredFields: ['serial'], defaultCategory: null, oneTouch: true },
      ],
      closing: { autoCloseAfter: -1, autoCloseUnless: { all: [] }, remindAfter: null, reopenWithin: '5 days' },
      routing: [{ name: 'all', when: { all: [{ field: 'category' }] }, team: '', agent: null }],
      teams: undefined,
    };
    expect(decodeRulebook(document)).toEqual(
      E.left({
        type: 'RulebookUnreadable',
        faults: [
          'version: 1.5 must be a whole number from 0',
          'caseTypes.0.requiredFields.0.stage: "triage" must be intake, categorization, assignment, investigation, resolution or closure',
          'caseTypes.0.requiredFields.0.when: nothing must be all, any, not, or a field with is, oneOf, atLeast, atMost or known',
          'caseTypes.1.requiredFields.0: "serial" must be a field with its stage and its condition',
          'teams: nothing must be a list of teams',
          'routing.0.when.all.0: {"field":"category"} must be a fact with is, oneOf, atLeast, atMost or known',
          'routing.0.team: "" must be TeamId',
          'closing.autoCloseAfter: -1 must be whole milliseconds of at most a hundred years or null',
          'closing.reopenWithin: "5 days" must be whole milliseconds of at most a hundred years or null',
        ],
      }),
    );
  });

  test.each([
    ['{{colour}}'],
    ['{{number}}, {{fields.}}'],
    ['{{number}'],
    ['{number}}'],
    ['{{ {{number}} }}'],
    ['{{}}'],
  ])('is refused where a template says %s, which nothing can be put in for', (text) => {
    const template = { name: 'usual', documents: 'note', when: { all: [] }, text };
    const refused = decodeRulebook({ ...deskRulebook, templates: [template] });
    expect(refused).toEqual(
      E.left({
        type: 'RulebookUnreadable',
        faults: [
          expect.stringMatching(/^templates\.0\.text: ".*" must be text in which each \{\{…\}\} names number, agent, /),
        ],
      }),
    );
  });

  test('may have templates with braces of other kinds', () => {
    const text = 'Case {{ number }} {sic}: {{fields.any thing}}';
    const template = { name: 'usual', documents: 'note', when: { all: [] }, text };
    expect(decodeRulebook({ ...deskRulebook, templates: [template] })).toMatchObject(
      E.right({ templates: [template] }),
    );
  });

  test('whose service levels count on a calendar that is not there is refused, since deciding would need it', () => {
    const [policy] = fc.sample(rulebooks, { numRuns: 200, seed: 1 }).flatMap(({ serviceLevels }) => serviceLevels);
    if (policy === undefined) throw new Error('there is no service level');
    const calendar = literal(CalendarId, 'moon');
    const document = { ...deskRulebook, serviceLevels: [{ ...policy, calendar }] };
    const refused = (known: string) =>
      E.left({
        type: 'RulebookUnreadable',
        faults: [`serviceLevels.0.calendar: "moon" must be one of the calendars: ${known}`],
      });
    expect(decodeRulebook(document)).toEqual(refused('there are none'));
    expect(decodeRulebook({ ...document, calendars: [officeHours, roundTheClock] })).toEqual(
      refused('office-hours, round-the-clock'),
    );
    expect(RulebookCodec.is(document)).toBe(false);
  });
});
