import { kindOf } from './kind-of';

test.each([
  ['InvalidInput', 'invalid'],
  ['CaseNotFound', 'notFound'],
  ['NotAuthorized', 'forbidden'],
  ['CaseNotOpen', 'refused'],
  ['StoreUnavailable', 'failed'],
])('%s is %s', (type, kind) => {
  expect(kindOf({ type })).toBe(kind);
});
