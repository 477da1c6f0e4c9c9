import { phrase, say, written, type Words } from './saying';
import { linkedAs } from './terms';

/** What the case has to do with other cases. */
export const linking: Words<'CaseLinked' | 'CaseUnlinked' | 'CaseMerged' | 'CaseUnmerged' | 'CaseSplit'> = {
  CaseLinked: ({ event: { relation, number } }) => say(`${linkedAs[relation]} ${number}`),
  CaseUnlinked: ({ event: { relation, number, reason } }) =>
    say(`undid a link: ${linkedAs[relation]} ${number}`, written(reason)),
  CaseMerged: ({ event: { number, reason, acrossCustomers } }) =>
    say(phrase(`merged the case into ${number}`, acrossCustomers ? '(of another customer)' : null), written(reason)),
  CaseSplit: ({ event: { messages, reason } }) =>
    say(
      messages.length === 1
        ? 'split off a message into a case of its own'
        : `split off ${messages.length} messages into a case of their own`,
      written(reason),
    ),
  CaseUnmerged: ({ event: { number, reason } }) => say(`undid the merge into ${number}`, written(reason)),
};
