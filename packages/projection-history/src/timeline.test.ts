import type { CaseEvent } from '@casebook/domain';
import { happened } from '@casebook/domain/testing';
import { recorded } from '@casebook/projection/contract';
import { literal, Text, textOf, type Actor } from '@casebook/vocabulary';
import { sentence, timelineOf } from './timeline';

const actor = (kind: Actor['kind'], id: string): { readonly actor: Actor } => ({
  actor: { kind, id: literal(Text, id), onBehalfOf: null },
});

const told = (events: ReadonlyArray<CaseEvent>, by = actor('agent', 'ada')) =>
  timelineOf(recorded(events, () => by)).map(sentence);

const displayRule = {
  rulebook: 3,
  rule: textOf('display-faults'),
  inputs: { category: textOf('technical/display') },
  alternatives: [{ choice: textOf('returns'), because: textOf('category is not billing') }],
  because: textOf('category is technical/display'),
};

describe('the timeline of a case', () => {
  test('says who did what', () => {
    expect(
      told([
        happened('CaseCreated', '2026-03-02T09:00', {
          number: 'C-10423-7',
          channel: 'chat',
          customer: 'c-7',
          caseType: 'malfunction',
        }),
        happened('CaseCategorized', '2026-03-02T09:01', { category: 'technical/display' }),
        happened('CasePrioritized', '2026-03-02T09:02', { priority: 3 }),
        happened('CaseRouted', '2026-03-02T09:03', { team: 'technical-support' }),
        happened('CaseAssigned', '2026-03-02T09:04', { agent: 'ben', method: 'manual' }),
        happened('CaseResolved', '2026-03-02T10:00', { code: 'replaced' }),
        happened('CaseClosed', '2026-03-02T11:00', { by: 'customer' }),
      ]),
    ).toEqual([
      'ada (agent) opened case C-10423-7 by chat as malfunction for customer c-7',
      'ada (agent) categorized the case as technical/display',
      'ada (agent) set the priority to 3 (normal)',
      'ada (agent) routed the case to technical-support',
      'ada (agent) assigned the case to ben in technical-support',
      'ada (agent) resolved the case as replaced',
      'ada (agent) closed the case for the customer',
    ]);
  });

  test('names the rule that decided, and why', () => {
    const [routed] = timelineOf(
      recorded([
        happened('CaseRouted', '2026-03-02T09:00', {
          team: 'technical-support',
          reason: 'initial',
          decision: displayRule,
        }),
      ]),
    );
    expect(routed).toMatchObject({ decision: displayRule, why: 'category is technical/display' });
    expect(routed && sentence(routed)).toBe(
      "Rule 'display-faults' of rulebook 3 routed the case to technical-support because category is technical/display",
    );
  });

  test('says the reason that was given', () => {
    expect(
      told([
        happened('CasePrioritized', '2026-03-02T09:00', {
          priority: 1,
          previous: 3,
          reason: textOf('a hospital waits'),
        }),
        happened('CaseRouted', '2026-03-02T09:01', { team: 'returns', previous: 'support', reason: 'wrongTeam' }),
        happened('CaseReopened', '2026-03-02T09:02', { cycle: 2, cause: 'solutionRejected' }),
        happened('CaseCancelled', '2026-03-02T09:03', { reason: 'spam' }),
      ]),
    ).toEqual([
      'ada (agent) raised the priority from 3 (normal) to 1 (critical) because a hospital waits',
      'ada (agent) moved the case from support to returns because it was with the wrong team',
      'ada (agent) reopened the case for cycle 2 because the solution was rejected',
      'ada (agent) cancelled the case because it was spam',
    ]);
  });

  test('lets an agent speak of what the agent did', () => {
    expect(
      told([
        happened('CaseAssigned', '2026-03-02T09:00', { agent: 'ada', team: 'support', method: 'claimed' }),
        happened('AssignmentAccepted', '2026-03-02T09:00', { agent: 'ada' }),
        happened('AssignmentEnded', '2026-03-02T09:01', { agent: 'ada', reason: 'released' }),
        happened('AssignmentEnded', '2026-03-02T09:01', { agent: 'ben', reason: 'noResponse' }),
      ]),
    ).toEqual([
      'ada (agent) took the case in support',
      'ada (agent) accepted the case',
      'ada (agent) released the case',
      'ada (agent) ended the assignment to ben because there was no response',
    ]);
  });

  test('remembers what a wait was for when it ends', () => {
    expect(
      told([
        happened('WaitStarted', '2026-03-02T09:00', { waitId: 'w-1', on: 'thirdParty', subject: textOf('spare part') }),
        happened('WaitEnded', '2026-03-02T10:00', { waitId: 'w-1', cause: 'done' }),
      ]),
    ).toEqual([
      'ada (agent) began to wait for a third party (spare part)',
      'ada (agent) ended the wait for a third party because it was done',
    ]);
  });

  test('tells a message from the side of whoever recorded it', () => {
    const message = happened('MessageReceived', '2026-03-02T09:00', { channel: 'email', body: textOf('Still dark.') });
    expect(told([message], actor('customer', 'c-7'))).toEqual(['c-7 (customer) wrote by email']);
    expect(told([message])).toEqual(['ada (agent) recorded a message from the customer by email']);
  });

  test('keeps what was written apart from the sentence, and says where it has been erased', () => {
    const entries = timelineOf(
      recorded([
        happened('NoteAdded', '2026-03-02T09:00', { body: textOf('Panel faulty.') }),
        happened('NoteAdded', '2026-03-02T09:01', { body: { erased: true } }),
        happened('CaseResolved', '2026-03-02T09:02'),
      ]),
    );
    expect(entries.map(({ text }) => text)).toEqual(['Panel faulty.', '(erased)', null]);
  });

  test('tells what machines make of it, and which', () => {
    const assessor = { name: textOf('words'), version: textOf('1') };
    expect(
      told(
        [
          happened('AssessmentRecorded', '2026-03-02T09:00', {
            kind: 'category',
            value: 'technical/display',
            confidence: 0.824,
            assessor,
          }),
          happened('AssessmentRecorded', '2026-03-02T09:01', {
            kind: 'duplicate',
            value: 'C-10424-1',
            confidence: 1,
            assessor,
          }),
          happened('AssessmentRecorded', '2026-03-02T09:02', { assessor, about: 'message-1' }),
        ],
        actor('automation', 'words'),
      ),
    ).toEqual([
      'words (automation) suggested the category technical/display, 82 % sure (words@1)',
      'words (automation) suggested that it is a duplicate of case C-10424-1, 100 % sure (words@1)',
      'words (automation) suggested the sentiment negative of message message-1, 50 % sure (words@1)',
    ]);
  });

  test('tells who else has to do with it, as far as that is known', () => {
    expect(
      told([
        happened('ParticipantAdded', '2026-03-02T09:00', { role: 'copy', name: { erased: true } }),
        happened('ParticipantRemoved', '2026-03-02T09:01'),
        happened('ParticipantRemoved', '2026-03-02T09:02', { participantId: 'another', reason: 'caseOver' }),
        happened('ConsultationStarted', '2026-03-02T09:03', { name: textOf('The maker') }),
        happened('ConsultationEnded', '2026-03-02T09:04'),
        happened('ConsultationAnswered', '2026-03-02T09:05', { consultationId: 'another', by: 'ben' }),
      ]),
    ).toEqual([
      'ada (agent) sends copies to ‘(erased)’',
      'ada (agent) has ‘(erased)’ take part no longer',
      'ada (agent) dropped the invitation of the participant another because the case was over',
      'ada (agent) asked ‘The maker’ aside',
      'ada (agent) withdrew the question to ‘The maker’',
      'ada (agent) recorded what ben answers',
    ]);
  });

  test('tells what the law asked for', () => {
    expect(
      told([
        happened('LegalHoldPlaced', '2026-03-02T09:00', { holdId: 'lawsuit-7', basis: 'proceedings 7 O 12/26' }),
        happened('LegalHoldReleased', '2026-03-02T09:01', { holdId: 'lawsuit-7', reason: 'settled' }),
        happened('PersonalDataErased', '2026-03-02T09:02', { person: 'c-7', reason: 'GDPR article 17' }),
      ]),
    ).toEqual([
      'ada (agent) placed legal hold lawsuit-7 on the case because proceedings 7 O 12/26',
      'ada (agent) released legal hold lawsuit-7 because settled',
      'ada (agent) erased the personal data of customer c-7 because GDPR article 17',
    ]);
  });

  test('is in the order in which things happened, and says what was recorded late', () => {
    const entries = timelineOf(
      recorded([
        happened('CaseCreated', '2026-03-02T09:00'),
        happened('CaseResolved', '2026-03-02T11:00'),
        happened('FindingRecorded', '2026-03-02T10:00', { kind: 'rootCause' }),
      ]),
    );
    expect(entries.map(({ revision, type, late }) => ({ revision, type, late }))).toEqual([
      { revision: 0, type: 'CaseCreated', late: false },
      { revision: 2, type: 'FindingRecorded', late: true },
      { revision: 1, type: 'CaseResolved', late: false },
    ]);
  });
});
