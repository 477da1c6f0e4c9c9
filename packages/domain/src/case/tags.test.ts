import { textOf } from '@casebook/vocabulary';
import { at, closed, created, opened, resolved } from '../testing/examples';
import { given } from '../testing/given';
import { caseDecider } from './case';

const tag = textOf('recall-7');
const added = { type: 'TagAdded', at, tag } as const;
const removed = { type: 'TagRemoved', at, tag } as const;
const add = { type: 'AddTag', at, tag } as const;
const remove = { type: 'RemoveTag', at, tag } as const;

test('a case has a tag once, also when it is over', () => {
  given(caseDecider, created).when(add).yields(added);
  given(caseDecider, created, added).when(add).yieldsNothing();
  given(caseDecider, ...opened, resolved, closed)
    .when(add)
    .yields(added);
});

test('a tag is taken away where it is there', () => {
  given(caseDecider, created, added).when(remove).yields(removed);
  given(caseDecider, created, added, removed).when(remove).yieldsNothing();
  given(caseDecider).when(remove).isRefused({ type: 'CaseUnknown' });
});
