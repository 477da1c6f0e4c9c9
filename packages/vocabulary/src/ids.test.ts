import { CaseId, CommandId, EventId, literal, TenantId } from './index';

describe('ids', () => {
  test('of tenants are part of a name: 1 to 63 lower-case letters, digits and hyphens', () => {
    for (const id of ['acme', 'a-1', 'x'.repeat(63)]) expect(TenantId.is(id)).toBe(true);
    for (const id of ['', 'Acme', 'a_b', 'a b', 'x'.repeat(64)]) expect(TenantId.is(id)).toBe(false);
  });

  test('of events are lower-case UUIDs', () => {
    expect(EventId.is('6f1c2a34-0b5d-4e6f-8a9b-0c1d2e3f4a5b')).toBe(true);
    expect(EventId.is('6F1C2A34-0B5D-4E6F-8A9B-0C1D2E3F4A5B')).toBe(false);
  });

  test('of all else are 1 to 200 characters that every store can hold', () => {
    expect(CaseId.is('INC0000045')).toBe(true);
    for (const id of ['', 'x'.repeat(201), 'a\u0000']) expect(CommandId.is(id)).toBe(false);
  });

  test('written in code are checked where they are written', () => {
    expect(literal(TenantId, 'acme')).toBe('acme');
    expect(() => literal(TenantId, 'Acme')).toThrow('value: "Acme" must be TenantId');
  });
});
