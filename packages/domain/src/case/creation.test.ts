import { CaseNumber, literal, textOf } from '@casebook/vocabulary';
import { create, created, deskRulebook } from '../testing/examples';
import { given } from '../testing/given';
import { caseDecider } from './case';

const malfunction = textOf('malfunction');
const question = textOf('question');

describe('a case', () => {
  test('is created by anybody under no rulebook at all', () => {
    given(caseDecider).when(create).yields(created);
  });

  test('is created once', () => {
    given(caseDecider, created).when(create).yieldsNothing();
  });

  test('is not created where there is another', () => {
    const number = literal(CaseNumber, 'C-10424-9');
    given(caseDecider, created)
      .when({ ...create, number })
      .isRefused({ type: 'CaseExists', number: created.number });
  });

  test('has a type that the rulebook knows', () => {
    given(caseDecider)
      .under(deskRulebook)
      .when({ ...create, caseType: textOf('complaint') })
      .isRefused({ type: 'CaseTypeUnknown', caseType: textOf('complaint') });
  });

  test('has the fields that its type requires, and not empty', () => {
    const refusal = { type: 'FieldMissing', field: textOf('serial'), caseType: malfunction, stage: 'intake' } as const;
    const desk = given(caseDecider).under(deskRulebook);
    desk.when({ ...create, caseType: malfunction }).isRefused(refusal);
    desk.when({ ...create, caseType: malfunction, fields: { serial: textOf(' ') } }).isRefused(refusal);
  });

  test('needs nothing that its type does not require', () => {
    const state = given(caseDecider).under({ ...deskRulebook, priority: null });
    state.when({ ...create, caseType: question }).yields({ ...created, caseType: question });
  });
});
