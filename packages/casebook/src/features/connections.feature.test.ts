import * as E from 'fp-ts/Either';
import { run } from '../run';
import { testDesks } from '../testing/desks';
import { told } from '../testing/telling';

const { open, under, close } = testDesks();
beforeAll(open, 60_000);
afterAll(close);

const chat = { channel: 'chat' } as const;

describe('65: parent and child cases', () => {
  test('are found from both, and a parent that is closed closes no child', async () => {
    const { ada } = await under();
    const parent = await run(ada.cases.create(chat));
    const child = await run(ada.cases.create(chat));
    await run(ada.cases.link(child.id, { to: parent.id, relation: 'parent' }));
    expect(await run(ada.history.links(child.number))).toMatchObject([
      { number: parent.number, relation: 'parent', direction: 'to', status: 'New' },
    ]);
    await run(ada.cases.cancel(parent.id, { reason: 'openedInError' }));
    expect(await run(ada.history.links(parent.number))).toMatchObject([
      { number: child.number, relation: 'parent', direction: 'from', status: 'New' },
    ]);
  });

  test('refuses a second parent, and a parent that is below the case', async () => {
    const { ada } = await under();
    const [top, middle, bottom] = [
      await run(ada.cases.create(chat)),
      await run(ada.cases.create(chat)),
      await run(ada.cases.create(chat)),
    ];
    await run(ada.cases.link(middle.id, { to: top.id, relation: 'parent', linkId: 'link-1' }));
    await run(ada.cases.link(bottom.id, { to: middle.id, relation: 'parent' }));
    expect(await ada.cases.link(middle.id, { to: bottom.id, relation: 'parent' })()).toEqual(
      E.left({ type: 'ParentTaken', parent: top.id, linkId: 'link-1' }),
    );
    expect(await ada.cases.link(top.id, { to: bottom.id, relation: 'parent' })()).toEqual(
      E.left({ type: 'ParentBelow', parent: bottom.id, above: [middle.id, top.id] }),
    );
  });
});

describe('66: related cases are linked', () => {
  test('with what the other is to the one, until the link is taken away', async () => {
    const tenant = await under();
    const { ada } = tenant;
    const first = await run(ada.cases.create(chat));
    const second = await run(ada.cases.create(chat));
    await run(ada.cases.link(second.id, { to: first.id, relation: 'duplicate', linkId: 'link-1' }));
    await run(ada.cases.link(second.id, { to: first.id, relation: 'duplicate' }));
    expect(await run(ada.history.links(first.number))).toMatchObject([
      { linkId: 'link-1', number: second.number, relation: 'duplicate', direction: 'from' },
    ]);
    await run(ada.cases.unlink(second.id, { linkId: 'link-1', reason: 'another fault' }));
    expect(await run(ada.history.links(first.number))).toEqual([]);
    expect((await told(tenant, second.number)).map((line) => line.slice(6))).toEqual([
      expect.stringContaining('opened'),
      `called the case a duplicate of ${first.number}`,
      `undid a link: called the case a duplicate of ${first.number}: another fault`,
    ]);
  });

  test('refuses a case that is not there, one of another tenant, and the case itself', async () => {
    const [here, elsewhere] = [await under(), await under()];
    const { id } = await run(here.ada.cases.create(chat));
    const theirs = await run(elsewhere.ada.cases.create(chat));
    for (const to of ['no-such-case', theirs.id])
      expect(await here.ada.cases.link(id, { to, relation: 'related' })()).toEqual(
        E.left({ type: 'OtherCaseUnknown', caseId: to }),
      );
    expect(await here.ada.cases.link(id, { to: id, relation: 'related' })()).toEqual(E.left({ type: 'LinkToItself' }));
    expect(await here.ada.cases.unlink(id, { linkId: 'link-9' })()).toEqual(
      E.left({ type: 'LinkUnknown', linkId: 'link-9' }),
    );
  });
});
