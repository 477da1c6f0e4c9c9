import { CaseId, CaseNumber, IssueId, IssueTitle, literal, textOf } from '@casebook/vocabulary';
import { at, closed, created, opened, resolved } from '../testing/examples';
import { given } from '../testing/given';
import { caseDecider } from './case';
import { parentOf } from './links';
import type { OtherCase } from './other-case';

const caseId = literal(CaseId, 'case-1');
const to = literal(CaseId, 'case-2');
const number = literal(CaseNumber, 'C-10424-8');
const other: OtherCase = { caseId: to, number, status: 'Open', customer: null, above: [] };
const linkId = textOf('link-1');

const link = { type: 'LinkCase', at, linkId, to, relation: 'related', caseId, other } as const;
const linked = { type: 'CaseLinked', at, linkId, to, relation: 'related', number } as const;
const reason = textOf('not the same fault');
const unlinked = { ...linked, type: 'CaseUnlinked', reason } as const;
const unlink = { type: 'UnlinkCase', at, linkId, reason } as const;
const asParent = { ...link, relation: 'parent' } as const;
const underParent = { ...linked, relation: 'parent' } as const;

describe('a link', () => {
  test('says what the other case is to this one, also once this one is over', () => {
    given(caseDecider, created).when(link).yields(linked);
    given(caseDecider, ...opened, resolved, closed)
      .when(link)
      .yields(linked);
  });

  test('is made once: the same id, or the same relation to the same case, leaves nothing', () => {
    given(caseDecider, created, linked).when(link).yieldsNothing();
    given(caseDecider, created, linked)
      .when({ ...link, linkId: textOf('link-2') })
      .yieldsNothing();
    given(caseDecider, created, linked)
      .when({ ...link, linkId: textOf('link-2'), relation: 'causedBy' })
      .yields({ ...linked, linkId: textOf('link-2'), relation: 'causedBy' });
  });

  test('leads from no case that is not there, to none that is not there, and not to itself', () => {
    given(caseDecider).when(link).isRefused({ type: 'CaseUnknown' });
    given(caseDecider, created)
      .when({ ...link, other: null })
      .isRefused({ type: 'OtherCaseUnknown', caseId: to });
    given(caseDecider, created)
      .when({ ...link, to: caseId })
      .isRefused({ type: 'LinkToItself' });
  });

  test('is taken away once, and its id is not used again', () => {
    given(caseDecider, created, linked).when(unlink).yields(unlinked);
    given(caseDecider, created, linked, unlinked).when(unlink).yieldsNothing();
    given(caseDecider, created, linked, unlinked).when(link).yieldsNothing();
    given(caseDecider, created).when(unlink).isRefused({ type: 'LinkUnknown', linkId });
    given(caseDecider).when(unlink).isRefused({ type: 'CaseUnknown' });
  });
});

describe('a link to a major issue', () => {
  const [issue, title] = [literal(IssueId, 'issue-1'), literal(IssueTitle, 'Activations fail')];
  const under = { type: 'LinkMajorIssue', at, linkId, issue, title } as const;
  const isUnder = { type: 'CaseLinked', at, linkId, to: issue, relation: 'majorIssue', number: title } as const;

  test('is made once, and taken away as any other', () => {
    given(caseDecider, created).when(under).yields(isUnder);
    given(caseDecider, created, isUnder)
      .when({ ...under, linkId: textOf('link-2') })
      .yieldsNothing();
    given(caseDecider).when(under).isRefused({ type: 'CaseUnknown' });
    given(caseDecider, created, isUnder)
      .when(unlink)
      .yields({ ...isUnder, type: 'CaseUnlinked', reason });
  });
});

describe('a case', () => {
  const elsewhere = { ...asParent, linkId: textOf('link-2'), to: literal(CaseId, 'case-3') };

  test('has one parent, and another once that link is taken away', () => {
    given(caseDecider, created).when(asParent).yields(underParent);
    given(caseDecider, created, underParent).when(elsewhere).isRefused({ type: 'ParentTaken', parent: to, linkId });
    given(caseDecider, created, underParent, unlinked)
      .when(elsewhere)
      .yields({ ...underParent, linkId: elsewhere.linkId, to: elsewhere.to });
  });

  test('is not below one of its own children', () => {
    const above = [literal(CaseId, 'case-3'), caseId];
    given(caseDecider, created)
      .when({ ...asParent, other: { ...other, above } })
      .isRefused({ type: 'ParentBelow', parent: to, above });
  });

  test('knows its parent', () => {
    expect(parentOf([created, linked].reduce(caseDecider.evolve, caseDecider.initial))).toBeNull();
    expect(parentOf([created, underParent].reduce(caseDecider.evolve, caseDecider.initial))).toBe(to);
  });
});
