import { eventIdOf } from '@casebook/event-store';

test('an event’s id is made of its stem and index, and is the same for ever', () => {
  expect(eventIdOf('case-acme_1/command 7', 0)).toBe('0288a6ed-f1ff-54dc-9239-1a11e726f701');
  expect(eventIdOf('case-acme_1/command 7', 1)).toBe('97f5c09e-fbb2-5777-a41f-dbe912dbada2');
  expect(eventIdOf('case-acme_1/command 7/1', 0)).not.toBe(eventIdOf('case-acme_1/command 7', 10));
});
