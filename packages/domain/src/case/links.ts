import * as E from 'fp-ts/Either';
import type { CaseId, CaseNumber, Personal, Text } from '@casebook/vocabulary';
import type { Dated, Variant } from '../message';
import type { CaseState, CaseTopic } from './case';
import { ofCase, type CaseUnknown } from './gate';
import type { OtherCase } from './other-case';

/**
 * What the other case is to this one: its parent, one like it, the same thing reported twice, its cause, one that it
 * took in by a merge, or the one that it was split from.
 */
export type LinkRelation = 'parent' | 'related' | 'duplicate' | 'causedBy' | 'absorbed' | 'splitFrom';

/** One link from this case to another; the other case's stream knows nothing of it. */
export interface Link {
  readonly linkId: Text;
  readonly to: CaseId;
  readonly relation: LinkRelation;
}

/** A link that was made. */
export interface Linked extends Link {
  /** What people call the other case. */
  readonly number: CaseNumber;
}

/** Another case that a command names, and what is known of it. */
export interface Naming {
  /** The case that is asked: its state does not know its own id. */
  readonly caseId: CaseId;
  /** Null: there is no such case. */
  readonly other: OtherCase | null;
}

/** There is no such case to have to do with. */
export type OtherCaseUnknown = Variant<'OtherCaseUnknown', { caseId: CaseId }>;

export interface Links {
  readonly slice: {
    readonly links: ReadonlyArray<Linked>;
    /** Ids of links that were taken away: an id links once. */
    readonly over: ReadonlyArray<Text>;
  };
  readonly command:
    Dated<'LinkCase', Link & Naming> | Dated<'UnlinkCase', { linkId: Text; reason: Personal<Text> | null }>;
  readonly event: Dated<'CaseLinked', Linked> | Dated<'CaseUnlinked', Linked & { reason: Personal<Text> | null }>;
  readonly rejection:
    | CaseUnknown
    | OtherCaseUnknown
    | Variant<'LinkToItself'>
    | Variant<'LinkUnknown', { linkId: Text }>
    /** It has a parent: that link must be taken away first. */
    | Variant<'ParentTaken', { parent: CaseId; linkId: Text }>
    /** It would be above itself; `above` is the way up from the case that was to be its parent. */
    | Variant<'ParentBelow', { parent: CaseId; above: ReadonlyArray<CaseId> }>;
}

const parentLink = ({ links: { links: standing } }: CaseState): Link | undefined =>
  standing.find(({ relation }) => relation === 'parent');

/** The case that this one is a part of; null where it is of none. */
export const parentOf = (state: CaseState): CaseId | null => parentLink(state)?.to ?? null;

/** Which other cases a case has to do with. Nothing follows from a link: a parent that is closed closes no child. */
export const links: CaseTopic<Links> = {
  initial: { links: [], over: [] },
  decide: {
    LinkCase: ({ at, linkId, to, relation, caseId, other }, state) => {
      const status = ofCase(state);
      if (E.isLeft(status)) return status;
      const { links: standing, over } = state.links;
      if (to === caseId) return E.left({ type: 'LinkToItself' });
      const known = standing.some((link) => link.linkId === linkId || (link.to === to && link.relation === relation));
      if (known || over.includes(linkId)) return E.right([]);
      if (other === null) return E.left({ type: 'OtherCaseUnknown', caseId: to });
      if (relation === 'parent') {
        const parent = parentLink(state);
        if (parent !== undefined) return E.left({ type: 'ParentTaken', parent: parent.to, linkId: parent.linkId });
        if (other.above.includes(caseId)) return E.left({ type: 'ParentBelow', parent: to, above: other.above });
      }
      return E.right([{ type: 'CaseLinked', at, linkId, to, relation, number: other.number }]);
    },
    UnlinkCase: ({ at, linkId, reason }, state) => {
      const status = ofCase(state);
      if (E.isLeft(status)) return status;
      const { links: standing, over } = state.links;
      if (over.includes(linkId)) return E.right([]);
      const link = standing.find((one) => one.linkId === linkId);
      return link === undefined
        ? E.left({ type: 'LinkUnknown', linkId })
        : E.right([{ type: 'CaseUnlinked', at, ...link, reason }]);
    },
  },
  evolve: {
    CaseLinked: ({ links: standing, over }, { linkId, to, relation, number }) => ({
      links: [...standing.filter((link) => link.linkId !== linkId), { linkId, to, relation, number }],
      over,
    }),
    CaseUnlinked: ({ links: standing, over }, { linkId }) => ({
      links: standing.filter((link) => link.linkId !== linkId),
      over: over.includes(linkId) ? over : [...over, linkId],
    }),
  },
};
