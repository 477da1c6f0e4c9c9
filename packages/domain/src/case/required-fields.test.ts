import { textOf } from '@casebook/vocabulary';
import { plainRulebook } from '../rulebook/plain';
import type { Condition } from '../rulebook/condition';
import type { RequiredField, Rulebook } from '../rulebook/rulebook';
import {
  ada,
  assigned,
  at,
  create,
  created,
  day,
  deskRulebook,
  later,
  opened,
  resolved,
  returns,
  routed,
  support,
} from '../testing/examples';
import { given } from '../testing/given';
import { caseDecider, type CaseEvent, type CaseRejection } from './case';
import type { Stage } from './stage-order';

const malfunction = textOf('malfunction');
const always: Condition = { all: [] };

const needs = (field: string, stage: Stage, when: Condition = always): RequiredField => ({
  field: textOf(field),
  stage,
  when,
});

/** A desk that asks for these fields, and for nothing else. */
const asking = (...requiredFields: ReadonlyArray<RequiredField>): Rulebook => ({
  ...deskRulebook,
  fields: [
    { name: textOf('serial'), holds: { type: 'text' }, personal: false },
    { name: textOf('tier'), holds: { type: 'text' }, personal: false },
    { name: textOf('callback'), holds: { type: 'text' }, personal: true },
  ],
  caseTypes: [{ name: malfunction, requiredFields, defaultCategory: null, oneTouch: false }],
  priority: null,
  routing: [],
  closing: { ...plainRulebook.closing, autoCloseAfter: 5 * day, reopenWithin: null },
});

const missing = (field: string, stage: Stage): CaseRejection => ({
  type: 'FieldMissing',
  field: textOf(field),
  caseType: malfunction,
  stage,
});

const typed = (...events: ReadonlyArray<CaseEvent>): ReadonlyArray<CaseEvent> =>
  events.map((event) => (event.type === 'CaseCreated' ? { ...event, caseType: malfunction } : event));

const categorize = {
  type: 'CategorizeCase',
  at,
  category: textOf('billing'),
  complexity: null,
  by: ada,
  reason: 'initial',
} as const;
const assign = { type: 'AssignCase', at, agent: ada, team: support, method: 'manual' } as const;
const offer = { type: 'OfferCase', at, candidates: [] } as const;
const record = {
  type: 'RecordFinding',
  at,
  findingId: textOf('f-1'),
  kind: 'test',
  text: textOf('Dark.'),
  template: null,
} as const;
const resolve = {
  type: 'ResolveCase',
  at,
  code: textOf('replaced'),
  notes: textOf('New device.'),
  template: null,
} as const;
const close = { type: 'CloseCase', at, by: 'agent', code: null, notes: textOf('It works again.') } as const;
const revise = { type: 'ReviseDetails', at, fields: {}, product: null, reason: null } as const;
const serial = { serial: textOf('A-1') };
const said = {
  type: 'CaseDetailsRevised',
  at,
  fields: {},
  personalFields: null,
  personalFilled: [],
  product: null,
  reason: null,
} as const;

describe('a field that a case must have from a stage on', () => {
  const from = (stage: Stage, ...more: ReadonlyArray<CaseEvent>) =>
    given(caseDecider, ...typed(created, routed, ...more)).under(asking(needs('serial', stage)));

  test('is asked for by each command that would bring the case there', () => {
    from('intake').when(categorize).isRefused(missing('serial', 'intake'));
    from('categorization').when(categorize).isRefused(missing('serial', 'categorization'));
    for (const command of [
      { type: 'RouteCase', at, team: returns, reason: 'wrongTeam' } as const,
      assign,
      { ...assign, method: 'claimed' } as const,
      offer,
    ])
      from('assignment').when(command).isRefused(missing('serial', 'assignment'));
    from('investigation').when(record).isRefused(missing('serial', 'investigation'));
    from('resolution', ...opened.slice(2))
      .when(resolve)
      .isRefused(missing('serial', 'resolution'));
    from('closure', ...opened.slice(2))
      .when(close)
      .isRefused(missing('serial', 'closure'));
  });

  test('is asked for by no command of an earlier stage, and by none that leads nowhere', () => {
    from('investigation').when(assign).yields(assigned);
    from('resolution')
      .when(record)
      .yields({ ...record, type: 'FindingRecorded' });
    from('intake')
      .when({ type: 'AddNote', at, noteId: textOf('n-1'), body: textOf('Called.'), mentions: [], template: null })
      .yields({ type: 'NoteAdded', at, noteId: textOf('n-1'), body: textOf('Called.'), mentions: [], template: null });
    from('intake')
      .when({ type: 'CancelCase', at, reason: 'spam' })
      .yields({ type: 'CaseCancelled', at, reason: 'spam' });
  });

  test('is asked for no more once it is said', () => {
    from('investigation', { ...said, fields: serial })
      .when(record)
      .yields({ ...record, type: 'FindingRecorded' });
  });

  test('holds up nothing that time brings, nor the closing that follows when a solution is accepted', () => {
    const solved: CaseEvent = { ...resolved, closesAt: later(5 * day) };
    const { resolutionId } = resolved;
    const desk = from('closure', ...opened.slice(2), solved);
    const closed = { type: 'CaseClosed', code: null, notes: null, reopenableUntil: null } as const;
    desk
      .whenTimeIs(later(5 * day))
      .timeBrings({ ...closed, at: later(5 * day), by: 'autoClose', rulebook: 0 })
      .yieldsNothing();
    desk
      .when({ type: 'AcceptResolution', at, channel: textOf('portal') })
      .yields(
        { type: 'ResolutionAccepted', at, resolutionId, via: textOf('portal') },
        { ...closed, at, by: 'customer', rulebook: 3 },
      );
  });

  test('can still be said of a case that is resolved, so that it can be closed; rules leave it where it is', () => {
    const rulebook: Rulebook = {
      ...asking(needs('serial', 'closure')),
      priority: deskRulebook.priority,
      routing: [{ name: textOf('all'), when: always, team: returns, agent: null }],
    };
    const solved = given(caseDecider, ...typed(...opened, resolved)).under(rulebook);
    solved.when(close).isRefused(missing('serial', 'closure'));
    solved.when({ ...revise, fields: serial }).yields({ ...said, fields: serial });
  });

  test('is not cleared once the case is there; before, or where another is, it can be', () => {
    const known: CaseEvent = { ...said, fields: { ...serial, tier: textOf('gold') } };
    const clear = (...names: ReadonlyArray<string>) => ({
      ...revise,
      fields: Object.fromEntries(names.map((name) => [name, textOf('')])),
    });
    from('assignment', known).when(clear('serial')).isRefused(missing('serial', 'assignment'));
    from('investigation', known)
      .when(clear('serial'))
      .yields({ ...said, fields: clear('serial').fields });
    // What the case never had does not keep others from being said otherwise.
    from('assignment', { ...said, fields: { tier: textOf('gold') } })
      .when(clear('tier'))
      .yields({ ...said, fields: clear('tier').fields });
  });
});

describe('a condition under which a field is asked for', () => {
  const gold = needs('serial', 'intake', { field: 'fields.tier', is: textOf('gold') });
  const opening = { ...create, caseType: malfunction };

  test('is judged by the case as it would be created', () => {
    const desk = given(caseDecider).under(asking(gold));
    desk.when({ ...opening, fields: { tier: textOf('gold') } }).isRefused(missing('serial', 'intake'));
    desk.when(opening).yields({ ...created, caseType: malfunction });
  });

  test('is judged by the category and the team that the case would have', () => {
    const billing = needs('serial', 'categorization', { field: 'category', is: textOf('billing') });
    const returned = needs('serial', 'assignment', { field: 'team', is: textOf(returns) });
    const desk = given(caseDecider, ...typed(created, routed)).under(asking(billing, returned));
    desk.when(categorize).isRefused(missing('serial', 'categorization'));
    desk.when({ ...assign, team: returns }).isRefused(missing('serial', 'assignment'));
    desk.when(assign).yields(assigned);
  });
});

describe('a personal field that a case must have', () => {
  const fields = { callback: textOf('555 0123') };
  const rulebook = asking(needs('callback', 'intake'));
  const opening = { ...create, caseType: malfunction };
  const filled: CaseEvent = {
    ...created,
    caseType: malfunction,
    personalFields: fields,
    personalFilled: [textOf('callback')],
  };

  test('is known to be filled by its name, and nothing else of it is', () => {
    given(caseDecider)
      .under(rulebook)
      .when({ ...opening, fields })
      .yields(filled);
    given(caseDecider)
      .under(rulebook)
      .when({ ...opening, fields: { callback: textOf(' ') } })
      .isRefused(missing('callback', 'intake'));
    expect(JSON.stringify(caseDecider.evolve(caseDecider.initial, filled))).not.toContain('555');
  });

  test('is cleared no more than others, and counts as filled also once it is erased', () => {
    given(caseDecider, filled)
      .under(rulebook)
      .when({ ...revise, fields: { callback: textOf('') } })
      .isRefused(missing('callback', 'intake'));
    given(caseDecider, { ...filled, personalFields: { erased: true } })
      .under(rulebook)
      .when(assign)
      .yields(routed, assigned);
  });
});
