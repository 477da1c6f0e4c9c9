import * as E from 'fp-ts/Either';
import type { CaseId, Personal, Text } from '@casebook/vocabulary';
import type { Dated, Variant } from '../message';
import type { CaseTopic } from './case';
import { ofCaseNotOver, type CaseNotOpen, type CaseUnknown } from './gate';

/** A matter of its own that came up in this case. */
export interface Split {
  /** The case that takes it up. */
  readonly into: CaseId;
  /** The messages and notes of this case that it is about. They stay here; what shows the other case shows them with it. */
  readonly messages: ReadonlyArray<Text>;
}

export interface Splitting {
  readonly slice: { readonly into: ReadonlyArray<CaseId> };
  readonly command: Dated<'SplitCase', Split & { reason: Personal<Text> | null }>;
  readonly event: Dated<'CaseSplit', Split & { reason: Personal<Text> | null }>;
  readonly rejection:
    | CaseUnknown
    | CaseNotOpen
    /** Something of this case must be what the other one is about. */
    | Variant<'NothingToSplit'>
    | Variant<'MessageUnknown', { messageId: Text }>;
}

/** Matters that go on in cases of their own. Nothing moves: this case keeps what was said in it. */
export const splitting: CaseTopic<Splitting> = {
  initial: { into: [] },
  decide: {
    SplitCase: ({ at, into, messages, reason }, state) => {
      const status = ofCaseNotOver(state);
      if (E.isLeft(status)) return status;
      if (state.splitting.into.includes(into)) return E.right([]);
      if (messages.length === 0) return E.left({ type: 'NothingToSplit' });
      const unknown = messages.find((id) => !state.conversation.known.includes(id));
      return unknown === undefined
        ? E.right([{ type: 'CaseSplit', at, into, messages: [...new Set(messages)], reason }])
        : E.left({ type: 'MessageUnknown', messageId: unknown });
    },
  },
  evolve: {
    CaseSplit: ({ into }, event) => ({ into: into.includes(event.into) ? into : [...into, event.into] }),
  },
};
