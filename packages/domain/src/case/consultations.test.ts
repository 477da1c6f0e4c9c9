import { textOf } from '@casebook/vocabulary';
import type { Of } from '../message';
import { ada, at, ben, cancelled, closed, created, deskRulebook, opened, resolved, support } from '../testing/examples';
import { given } from '../testing/given';
import { caseDecider, type CaseCommand, type CaseEvent } from './case';

const id = { consultationId: textOf('c-1') };
const nobody = { agent: null, team: null, name: null, address: null };

const start: Of<CaseCommand, 'StartConsultation'> = {
  type: 'StartConsultation',
  at,
  ...id,
  ...nobody,
  agent: ben,
  question: textOf('Is this series known for it?'),
  by: ada,
};
const started: Of<CaseEvent, 'ConsultationStarted'> = { ...start, type: 'ConsultationStarted' };
const answered = { type: 'ConsultationAnswered', at, ...id, by: ben, answer: textOf('It is.') } as const;
const answer = { ...answered, type: 'AnswerConsultation' } as const;
const ended = { type: 'ConsultationEnded', at, ...id, reason: 'withdrawn' } as const;
const withdraw = { type: 'WithdrawConsultation', at, ...id } as const;
const maker = { ...nobody, name: textOf('The maker'), address: textOf('help@example.org') };

describe('a question aside', () => {
  test('is asked once, with words, of somebody, for a case that is not over', () => {
    given(caseDecider, created).when(start).yields(started);
    given(caseDecider, created, started).when(start).yieldsNothing();
    given(caseDecider, created)
      .when({ ...start, question: textOf(' ') })
      .isRefused({ type: 'QuestionMissing' });
    given(caseDecider, created)
      .when({ ...start, agent: null })
      .isRefused({ type: 'WhoUnclear' });
    given(caseDecider, created, cancelled).when(start).isRefused({ type: 'CaseNotOpen', status: 'Cancelled' });
  });

  test('is answered by who was asked, once', () => {
    given(caseDecider, created, started).when(answer).yields(answered);
    given(caseDecider, created, started)
      .when({ ...answer, by: ada })
      .isRefused({ type: 'NotConsulted', agent: ada });
    given(caseDecider, created, started)
      .when({ ...answer, answer: textOf('') })
      .isRefused({ type: 'AnswerMissing' });
    given(caseDecider, created, started, answered)
      .when(answer)
      .isRefused({ type: 'ConsultationOver', ...id, because: 'answered' });
    given(caseDecider, created)
      .when(answer)
      .isRefused({ type: 'ConsultationUnknown', ...id });
  });

  test('of a team is answered by one of its agents', () => {
    const ofTeam = { ...started, agent: null, team: support };
    const desk = given(caseDecider, created, ofTeam).under(deskRulebook);
    desk.when({ ...answer, by: ada }).yields({ ...answered, by: ada });
    desk.when(answer).isRefused({ type: 'NotConsulted', agent: ben });
  });

  test('of somebody outside the desk is answered by them, whoever puts it down', () => {
    given(caseDecider, created, { ...started, ...maker })
      .when(answer)
      .yields({ ...answered, by: null });
  });

  test('is withdrawn, once', () => {
    given(caseDecider, created, started).when(withdraw).yields(ended);
    given(caseDecider, created, started, ended).when(withdraw).yieldsNothing();
    given(caseDecider, created, started, answered)
      .when(withdraw)
      .isRefused({ type: 'ConsultationOver', ...id, because: 'answered' });
  });

  test('is over with the case, and no earlier', () => {
    given(caseDecider, ...opened, started, resolved)
      .when(answer)
      .yields(answered);
    given(caseDecider, ...opened, resolved, started)
      .when({ type: 'CloseCase', at, by: 'customer', code: null, notes: null })
      .yields(closed, { ...ended, reason: 'caseOver' });
  });
});
