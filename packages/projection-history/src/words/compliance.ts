import { say, type Words } from './saying';

/** What the law asked for. */
export const compliance: Words<'LegalHoldPlaced' | 'LegalHoldReleased' | 'PersonalDataErased'> = {
  LegalHoldPlaced: ({ event: { holdId, basis } }) => say(`placed legal hold ${holdId} on the case`, basis),
  LegalHoldReleased: ({ event: { holdId, reason } }) => say(`released legal hold ${holdId}`, reason),
  PersonalDataErased: ({ event: { person, reason } }) => say(`erased the personal data of customer ${person}`, reason),
};
