import * as fc from 'fast-check';
import { StreamName, streamName, streamParts } from '@casebook/event-store';
import { isStorableText, literal, TenantId } from '@casebook/vocabulary';

const parts = fc.record({
  category: fc.stringMatching(/^[a-z]{1,12}$/),
  tenant: fc.stringMatching(/^[a-z0-9-]{1,63}$/).map((tenant) => literal(TenantId, tenant)),
  id: fc
    .string({ minLength: 1, maxLength: 200, unit: 'grapheme' })
    .filter((id) => [...id].length <= 200 && isStorableText(id)),
});

test('a stream’s name tells its parts, whatever they are', () => {
  fc.assert(fc.property(parts, (some) => expect(streamParts(streamName(some))).toEqual(some)));
});

test('streams of different parts have different names', () => {
  fc.assert(
    fc.property(parts, parts, (some, other) => {
      const areSame = some.category === other.category && some.tenant === other.tenant && some.id === other.id;
      expect(streamName(some) === streamName(other)).toBe(areSame);
    }),
  );
});

test.each(['case', 'case-acme', 'case-acme_', 'Case-acme_1', 'case-Acme_1', 'case_acme-1', 'case-acme_\u0000', ''])(
  '%j is no stream',
  (name) => {
    expect(StreamName.is(name)).toBe(false);
  },
);
