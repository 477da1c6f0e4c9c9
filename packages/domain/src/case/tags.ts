import * as E from 'fp-ts/Either';
import type { Text } from '@casebook/vocabulary';
import type { Dated } from '../message';
import type { CaseTopic } from './case';
import { ofCase, type CaseUnknown } from './gate';

export interface Tags {
  readonly slice: { readonly tags: ReadonlyArray<Text> };
  /** A tag is a word that says nothing about a person. */
  readonly command: Dated<'AddTag', { tag: Text }> | Dated<'RemoveTag', { tag: Text }>;
  readonly event: Dated<'TagAdded', { tag: Text }> | Dated<'TagRemoved', { tag: Text }>;
  readonly rejection: CaseUnknown;
}

/** Words that a desk puts cases together by, beside the taxonomy. A case can have many, at any time of its life. */
export const tags: CaseTopic<Tags> = {
  initial: { tags: [] },
  decide: {
    AddTag: ({ at, tag }, state) => {
      const status = ofCase(state);
      if (E.isLeft(status)) return status;
      return E.right(state.tags.tags.includes(tag) ? [] : [{ type: 'TagAdded', at, tag }]);
    },
    RemoveTag: ({ at, tag }, state) => {
      const status = ofCase(state);
      if (E.isLeft(status)) return status;
      return E.right(state.tags.tags.includes(tag) ? [{ type: 'TagRemoved', at, tag }] : []);
    },
  },
  evolve: {
    TagAdded: ({ tags: before }, { tag }) => ({ tags: before.includes(tag) ? before : [...before, tag] }),
    TagRemoved: ({ tags: before }, { tag }) => ({ tags: before.filter((one) => one !== tag) }),
  },
};
