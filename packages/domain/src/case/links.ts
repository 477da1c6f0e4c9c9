import * as E from 'fp-ts/Either';
import type { CaseId, CaseNumber, IssueId, IssueTitle, Personal, Text } from '@casebook/vocabulary';
import type { Dated, Variant } from '../message';
import type { CaseState, CaseTopic } from './case';
import { ofCase, type CaseUnknown } from './gate';
import type { OtherCase } from './other-case';

/**
 * What the other case is to this one: its parent, one like it, the same thing reported twice, its cause, one that it
 * took in by a merge, or the one that it was split from.
 */
export type CaseRelation = 'parent' | 'related' | 'duplicate' | 'causedBy' | 'absorbed' | 'splitFrom';

/** What is linked is another case, or the major issue that leads this one. */
export type LinkRelation = CaseRelation | 'majorIssue';

/** One link from this case to another; the other case's stream knows nothing of it. */
export interface Link {
  readonly linkId: Text;
  readonly to: CaseId;
  readonly relation: CaseRelation;
}

/** A link that was made. */
export interface Linked {
  readonly linkId: Text;
  /** The other case; where the relation is `majorIssue`, that issue. */
  readonly to: CaseId | IssueId;
  readonly relation: LinkRelation;
  /** What people call the other case, or the issue. */
  readonly number: CaseNumber | IssueTitle;
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
    | Dated<'LinkCase', Link & Naming>
    /** What leads the case has been looked up outside, as another case is. */
    | Dated<'LinkMajorIssue', { linkId: Text; issue: IssueId; title: IssueTitle }>
    | Dated<'UnlinkCase', { linkId: Text; reason: Personal<Text> | null }>;
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

type ParentLink = Linked & { readonly to: CaseId; readonly relation: 'parent' };

const isParent = (link: Linked): link is ParentLink => link.relation === 'parent';

const parentLink = ({ links: { links: standing } }: CaseState): ParentLink | undefined => standing.find(isParent);

/** The same link, or one that says the same; a link that was taken away is not made again. */
const isMade = ({ links: { links: standing, over } }: CaseState, link: Omit<Linked, 'number'>): boolean =>
  over.includes(link.linkId) ||
  standing.some(({ linkId, to, relation }) => linkId === link.linkId || (to === link.to && relation === link.relation));

/** The case that this one is a part of; null where it is of none. */
export const parentOf = (state: CaseState): CaseId | null => parentLink(state)?.to ?? null;

/** Which other cases, and which major issues, a case has to do with. Nothing follows from a link: a parent that is closed closes no child. */
export const links: CaseTopic<Links> = {
  initial: { links: [], over: [] },
  decide: {
    LinkCase: ({ at, linkId, to, relation, caseId, other }, state) => {
      const status = ofCase(state);
      if (E.isLeft(status)) return status;
      if (to === caseId) return E.left({ type: 'LinkToItself' });
      if (isMade(state, { linkId, to, relation })) return E.right([]);
      if (other === null) return E.left({ type: 'OtherCaseUnknown', caseId: to });
      if (relation === 'parent') {
        const parent = parentLink(state);
        if (parent !== undefined) return E.left({ type: 'ParentTaken', parent: parent.to, linkId: parent.linkId });
        if (other.above.includes(caseId)) return E.left({ type: 'ParentBelow', parent: to, above: other.above });
      }
      return E.right([{ type: 'CaseLinked', at, linkId, to, relation, number: other.number }]);
    },
    LinkMajorIssue: ({ at, linkId, issue: to, title: number }, state) => {
      const status = ofCase(state);
      if (E.isLeft(status)) return status;
      const link = { linkId, to, relation: 'majorIssue' } as const;
      return E.right(isMade(state, link) ? [] : [{ type: 'CaseLinked', at, ...link, number }]);
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
