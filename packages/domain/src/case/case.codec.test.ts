import * as E from 'fp-ts/Either';
import * as fc from 'fast-check';
import { faults } from '@casebook/vocabulary';
import { created } from '../testing/examples';
import { caseHistories, commandSequences } from '../testing/histories';
import type { CaseCommand, CaseEvent } from './case';
import { caseCommandCodecs, caseEventSchemas, personalFields } from './case.codec';

const stored = (event: CaseEvent): unknown => {
  const { codec } = caseEventSchemas[event.type];
  const encode: (event: never) => unknown = codec.encode; // of the event's own type
  return JSON.parse(JSON.stringify(encode(event as never)));
};

const read = (type: CaseEvent['type'], value: unknown) => caseEventSchemas[type].codec.decode(value);

test('an event of every type comes back from storage as it was', () => {
  const types = new Set<string>();
  fc.assert(
    fc.property(caseHistories, (events) => {
      for (const event of events) {
        types.add(event.type);
        expect(read(event.type, stored(event))).toEqual(E.right(event));
      }
    }),
    { numRuns: 300 },
  );
  expect([...types].sort()).toEqual(Object.keys(caseEventSchemas).sort());
});

test('a command of every type comes in as it was sent', () => {
  fc.assert(
    fc.property(commandSequences, ({ commands }) => {
      for (const command of commands) {
        const { type }: { readonly type: CaseCommand['type'] } = command;
        expect(caseCommandCodecs[type].decode(JSON.parse(JSON.stringify(command)))).toEqual(E.right(command));
      }
    }),
    { numRuns: 100 },
  );
});

test('what does not fit is refused with its place', () => {
  const { number: _, ...numberless } = created;
  const decoded = read('CaseCreated', { ...numberless, channel: 'pigeon', fields: { serial: 7 } });
  expect(E.isLeft(decoded) ? faults(decoded.left) : []).toEqual([
    'number: nothing must be CaseNumber',
    'channel: "pigeon" must be Channel',
    'fields.serial: 7 must be Text',
  ]);
});

test('the personal fields are those that tell something about a person', () => {
  expect(Object.fromEntries(Object.entries(personalFields).filter(([, fields]) => fields.length > 0))).toEqual({
    CaseCreated: ['subject', 'description', 'personalFields'],
    CaseDetailsRevised: ['personalFields'],
    CategoryReviewed: ['remark'],
    ResolutionPlanned: ['steps', 'expectedOutcome'],
    SurveyAnswered: ['remark'],
    QualityReviewed: ['remarks'],
    QualityReviewAppealed: ['reason'],
    CaseReviewDrafted: ['rootCause', 'prevention'],
    CostRecorded: ['memo'],
    NotificationFailed: ['reason'],
    EntryVoided: ['reason'],
    ParticipantAdded: ['name', 'address'],
    ConsultationStarted: ['name', 'address', 'question'],
    ConsultationAnswered: ['answer'],
    KnowledgeGapReported: ['topic', 'query'],
    KnowledgeGapClosed: ['reason'],
    TaskAdded: ['title'],
    TaskEnded: ['remark'],
    ApprovalDecided: ['remark'],
    CaseEscalated: ['reason'],
    CaseDeescalated: ['reason'],
    MessageReceived: ['body'],
    MessageSent: ['body'],
    NoteAdded: ['body'],
    FindingRecorded: ['text'],
    CaseResolved: ['notes'],
    CaseReopened: ['reason'],
    CaseClosed: ['notes'],
    CaseMerged: ['reason'],
    CaseSplit: ['reason'],
    CaseUnmerged: ['reason'],
    CaseUnlinked: ['reason'],
  });
  expect(Object.keys(personalFields)).toEqual(Object.keys(caseEventSchemas));
});
