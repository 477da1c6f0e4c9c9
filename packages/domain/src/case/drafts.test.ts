import { literal, CaseNumber, textOf } from '@casebook/vocabulary';
import { plainRulebook } from '../rulebook/plain';
import type { Rulebook } from '../rulebook/rulebook';
import type { DocumentKind, Template } from '../rulebook/template';
import { at, created, deskRulebook, opened, resolved } from '../testing/examples';
import { given } from '../testing/given';
import { caseDecider, type CaseEvent, type CaseRejection } from './case';
import { draftsOf } from './drafts';

const template = (name: string, documents: DocumentKind, text: string, more: Partial<Template> = {}): Template => ({
  name: textOf(name),
  documents,
  when: { all: [] },
  text: textOf(text),
  ...more,
});

const rulebook: Rulebook = {
  ...deskRulebook,
  closing: { ...plainRulebook.closing, autoCloseAfter: null, reopenWithin: null },
  templates: [
    template('summary', 'case', '{{number}}: {{product}}, with {{team}} ({{agent}})'),
    template('handover', 'note', 'Serial number {{ fields.serial }}, {{fields.serial}} again.'),
    template('tomorrow', 'message', 'We will be back tomorrow, case {{number}}.'),
    template('by phone', 'message', 'As told on the phone: ', { when: { field: 'channel', is: textOf('phone') } }),
    template('tried', 'finding', 'Tried: '),
    template('replaced', 'resolution', 'The {{product}} was replaced.'),
  ],
};

const stateOf = (...events: ReadonlyArray<CaseEvent>) => events.reduce(caseDecider.evolve, caseDecider.initial);
const written = (name: string) => ({ name: textOf(name), rulebook: 3 });
const unknown = (name: string, documents: DocumentKind): CaseRejection => ({
  type: 'TemplateUnknown',
  template: textOf(name),
  documents,
});

describe('the drafts for a case', () => {
  test('are its templates, filled with what is known of it', () => {
    expect(draftsOf(stateOf(...opened), rulebook, 'case')).toEqual([
      {
        template: 'summary',
        rulebook: 3,
        text: 'C-10423-0: phone, with technical-support (ada)',
        missing: [],
        because: 'it holds for every case',
      },
    ]);
  });

  test('name what is not known, once, and keep its placeholder', () => {
    const drafts = draftsOf(stateOf({ ...created, number: literal(CaseNumber, 'C-1') }), rulebook, 'note');
    expect(drafts).toMatchObject([
      { text: 'Serial number {{ fields.serial }}, {{fields.serial}} again.', missing: ['fields.serial'] },
    ]);
    const named = stateOf({ ...created, fields: { serial: textOf('$& A-1') } });
    expect(draftsOf(named, rulebook, 'note')).toMatchObject([
      { text: 'Serial number $& A-1, $& A-1 again.', missing: [] },
    ]);
  });

  test('are those whose condition holds', () => {
    const names = (...events: ReadonlyArray<CaseEvent>) =>
      draftsOf(stateOf(...events), rulebook, 'message').map((draft) => [draft.template, draft.because]);
    expect(names(created)).toEqual([['tomorrow', 'it holds for every case']]);
    expect(names({ ...created, channel: 'phone' })).toEqual([
      ['tomorrow', 'it holds for every case'],
      ['by phone', 'channel is phone'],
    ]);
  });
});

describe('what is written from a template', () => {
  const desk = given(caseDecider, ...opened).under(rulebook);
  const words = textOf('As I see it.');
  const note = { type: 'AddNote', at, noteId: textOf('n-1'), body: words, mentions: [] } as const;
  const message = {
    type: 'SendMessage',
    at,
    messageId: textOf('m-1'),
    channel: 'chat',
    inReplyTo: null,
    body: words,
    to: 'customer',
    automated: false,
    awaits: null,
  } as const;
  const finding = { type: 'RecordFinding', at, findingId: textOf('f-1'), kind: 'test', text: words } as const;
  const resolve = { type: 'ResolveCase', at, code: textOf('replaced'), notes: words } as const;

  test('says so, with the version of the rulebook, whatever was made of the text', () => {
    desk
      .when({ ...note, template: textOf('handover') })
      .yields({ ...note, type: 'NoteAdded', template: written('handover') });
    desk
      .when({ ...message, template: textOf('tomorrow') })
      .yields({ ...message, type: 'MessageSent', template: written('tomorrow') });
    desk
      .when({ ...finding, template: textOf('tried') })
      .yields({ ...finding, type: 'FindingRecorded', template: written('tried') });
    desk
      .when({ ...resolve, template: textOf('replaced') })
      .yields({ ...resolved, notes: words, template: written('replaced'), rulebook: 3 });
  });

  test('may be the case as a whole, in a note', () => {
    desk
      .when({ ...note, template: textOf('summary') })
      .yields({ ...note, type: 'NoteAdded', template: written('summary') });
  });

  test('is refused where the rulebook has no such template for it', () => {
    desk.when({ ...note, template: textOf('magic') }).isRefused(unknown('magic', 'note'));
    desk.when({ ...message, template: textOf('handover') }).isRefused(unknown('handover', 'message'));
    desk.when({ ...finding, template: textOf('summary') }).isRefused(unknown('summary', 'finding'));
    desk.when({ ...resolve, template: textOf('tried') }).isRefused(unknown('tried', 'resolution'));
  });
});
