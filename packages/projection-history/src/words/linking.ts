import { say, written, type Words } from './saying';
import { linkedAs } from './terms';

/** What the case has to do with other cases. */
export const linking: Words<'CaseLinked' | 'CaseUnlinked'> = {
  CaseLinked: ({ event: { relation, number } }) => say(`${linkedAs[relation]} ${number}`),
  CaseUnlinked: ({ event: { relation, number, reason } }) =>
    say(`undid a link: ${linkedAs[relation]} ${number}`, written(reason)),
};
