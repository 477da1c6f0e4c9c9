import { kindOf } from './findings';

test('what was refused is counted by where the case was and where it went', () => {
  expect(kindOf({ from: 'New', type: 'CaseResolved' })).toBe('New→Resolved');
  expect(kindOf({ from: 'Closed', type: 'CaseReopened' })).toBe('Closed→open');
});

test('a case that begins otherwise than new is counted by how it begins', () => {
  expect(kindOf({ from: null, type: 'WaitStarted' })).toBe('born Waiting');
});
