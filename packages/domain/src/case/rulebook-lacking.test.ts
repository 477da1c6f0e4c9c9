import { plainRulebook } from '../rulebook/plain';
import { rulesOf } from '../rulebook/rules';
import { happened } from '../testing/happened';
import { caseDecider, type CaseEvent } from './case';
import { rulebookLacking } from './rulebook-lacking';

const decision = { rulebook: 7, rule: 'resolve', inputs: {}, alternatives: [], because: 'it holds for every case' };
const created = happened('CaseCreated', '2026-06-15T07:00');
const started = happened('ServiceLevelStarted', '2026-06-15T07:00', { decision });
const met = happened('ServiceLevelMet', '2026-06-15T08:00');
const stateAfter = (...events: ReadonlyArray<CaseEvent>) => events.reduce(caseDecider.evolve, caseDecider.initial);

describe('a case', () => {
  const seventh = rulesOf([{ ...plainRulebook, version: 7 }]);

  test('lacks the version of the rulebook that a running service level names, where that is nowhere', () => {
    expect(rulebookLacking(stateAfter(created, started), rulesOf([]))).toEqual({ type: 'RulebookMissing', version: 7 });
    expect(rulebookLacking(stateAfter(created, started), seventh)).toBeNull();
  });

  test('lacks nothing once nothing runs by that version', () => {
    expect(rulebookLacking(stateAfter(created, started, met), rulesOf([]))).toBeNull();
    expect(rulebookLacking(stateAfter(created), rulesOf([]))).toBeNull();
  });
});
