import * as E from 'fp-ts/Either';
import type { IssueTopic, Updates } from './issue';
import { ofMajorIssue } from './issue-status';

/** What customers are told while the issue lasts: once said, it goes to each of their cases, which is a second step. */
export const updates: IssueTopic<Updates> = {
  initial: { known: [] },
  decide: {
    PublishIssueUpdate: (command, state) => {
      if (state.updates.known.includes(command.updateId)) return E.right([]);
      const status = ofMajorIssue(state);
      if (E.isLeft(status)) return status;
      return command.body.trim() === ''
        ? E.left({ type: 'BodyMissing' })
        : E.right([{ ...command, type: 'IssueUpdatePublished' }]);
    },
  },
  evolve: {
    IssueUpdatePublished: ({ known }, { updateId }) => ({
      known: known.includes(updateId) ? known : [...known, updateId],
    }),
  },
};
