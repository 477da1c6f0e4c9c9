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

describe('67: cases are merged', () => {
  test('into one that is worked on, whose timeline shows both', async () => {
    const tenant = await under();
    const { ada } = tenant;
    const survivor = await run(ada.cases.create({ ...chat, customer: 'maria' }));
    const source = await run(ada.cases.create({ ...chat, customer: 'maria' }));
    await run(ada.cases.merge(source.id, { into: survivor.id, reason: 'the same parcel' }));
    await run(ada.cases.receiveMessage(source.id, { channel: 'chat', body: 'And the box is open.' }));

    expect(await run(ada.queues.team(null))).toMatchObject([{ number: survivor.number }]);
    expect(await run(ada.history.find(source.number))).toMatchObject({
      status: 'Merged',
      open: false,
      mergedInto: survivor.number,
    });
    expect(await run(ada.history.links(survivor.number))).toMatchObject([
      { number: source.number, relation: 'absorbed', direction: 'to' },
    ]);
    const joined = await run(ada.history.timeline(survivor.number));
    expect(joined.map(({ of, type }) => [of, type])).toEqual([
      [survivor.number, 'CaseCreated'],
      [source.number, 'CaseCreated'],
      [source.number, 'CaseMerged'],
      [survivor.number, 'CaseLinked'],
      [source.number, 'MessageReceived'],
    ]);
    const alone = await run(ada.history.timeline(survivor.number, { merged: false }));
    expect(alone.map(({ type }) => type)).toEqual(['CaseCreated', 'CaseLinked']);
  });

  test('counts neither as resolved nor as to be resolved', async () => {
    const { ada } = await under();
    const survivor = await run(ada.cases.create(chat));
    const source = await run(ada.cases.create(chat));
    const { occurredAt } = (await run(ada.cases.merge(source.id, { into: survivor.id }))).events[0] ?? {};
    expect(await run(ada.analytics.backlog())).toMatchObject({ cases: 1 });
    const day = occurredAt?.slice(0, 10) ?? '';
    const [volume] = await run(ada.analytics.volume({ from: `${day}T00:00:00Z`, to: `${day}T23:59:59Z` }));
    expect(volume).toMatchObject({ created: 2, resolved: 0, cancelled: 0, merged: 1, unmerged: 0 });
  });

  test('tells the survivor once, however often it is asked for', async () => {
    const { ada } = await under();
    const survivor = await run(ada.cases.create(chat));
    const source = await run(ada.cases.create(chat));
    await run(ada.cases.merge(source.id, { into: survivor.id }, { commandId: 'merge-1' }));
    await run(ada.cases.merge(source.id, { into: survivor.id }, { commandId: 'merge-1' }));
    await run(ada.cases.merge(source.id, { into: survivor.id }));
    expect(await run(ada.history.links(survivor.number))).toHaveLength(1);
    expect(await run(ada.history.events(survivor.number))).toHaveLength(2);
  });

  test('refuses itself, one that is over, one that was merged into it, and another customer’s unless that is said', async () => {
    const { ada } = await under();
    const [one, two] = [
      await run(ada.cases.create({ ...chat, customer: 'maria' })),
      await run(ada.cases.create({ ...chat, customer: 'otto' })),
    ];
    const merge = (from: { readonly id: string }, into: { readonly id: string }) =>
      ada.cases.merge(from.id, { into: into.id })();
    expect(await merge(one, one)).toEqual(E.left({ type: 'MergeIntoItself' }));
    expect(await merge(one, two)).toEqual(E.left({ type: 'CustomersDiffer', customer: 'maria', other: 'otto' }));
    await run(ada.cases.merge(one.id, { into: two.id, acrossCustomers: true }));
    expect(await merge(two, one)).toEqual(E.left({ type: 'SurvivorNotOpen', into: one.id, status: 'Merged' }));
    expect(await ada.cases.reopen(one.id, { reason: 'again' })()).toEqual(
      E.left({ type: 'CaseNotOpen', status: 'Merged' }),
    );
  });
});

describe('68: a merge is undone', () => {
  test('and everything shows the cases as they stood before', async () => {
    const { ada, sql } = await under();
    const survivor = await run(ada.cases.create({ ...chat, customer: 'maria' }));
    const source = await run(ada.cases.create({ ...chat, customer: 'maria' }));
    await run(ada.cases.assign(source.id, { agent: 'ada' }));
    await run(ada.cases.acceptAssignment(source.id));
    const seen = async () => ({
      queue: await run(ada.queues.team(null)),
      worklist: await run(ada.queues.worklist()),
      customer: (await run(ada.history.customer('maria'))).cases.map(({ statusSince: _, ...one }) => one),
      backlog: await run(ada.analytics.backlog()),
      report: await run(ada.analytics.report()),
      links: await run(ada.history.links(survivor.number)),
      facts: (await sql('select * from fact_case where tenant = $tenant order by number')).map((row) =>
        Object.fromEntries(Object.entries(row).filter(([name]) => !/^(variant|activities)/.test(name))),
      ),
    });
    const before = await seen();
    await run(ada.cases.merge(source.id, { into: survivor.id }));
    expect(await seen()).not.toEqual(before);
    await run(ada.cases.unmerge(source.id, { reason: 'two parcels after all' }));
    expect(await seen()).toEqual(before);
    expect((await run(ada.history.timeline(survivor.number))).map(({ type }) => type)).toEqual([
      'CaseCreated',
      'CaseLinked',
      'CaseUnlinked',
    ]);
  });

  test('refuses a case that is not merged', async () => {
    const { ada } = await under();
    const { id } = await run(ada.cases.create(chat));
    expect(await ada.cases.unmerge(id)()).toEqual(E.left({ type: 'CaseNotMerged', status: 'New' }));
  });
});

describe('69: a case is split', () => {
  test('by what was said in it, which stays, and is shown with the new case too', async () => {
    const tenant = await under();
    const { ada } = tenant;
    const origin = await run(ada.cases.create({ ...chat, customer: 'maria', product: 'phone' }));
    const said = (messageId: string, body: string) =>
      run(ada.cases.receiveMessage(origin.id, { messageId, channel: 'chat', body }));
    await said('message-1', 'The screen stays dark.');
    await said('message-2', 'And the battery swells.');
    const given = { commandId: 'split-1' };
    const asked = { messages: ['message-2'], subject: 'Battery swells', reason: 'another fault' };
    const other = await run(ada.cases.split(origin.id, asked, given));
    expect(await run(ada.history.find(other.number))).toMatchObject({ customer: 'maria', subject: 'Battery swells' });
    expect(await run(ada.history.links(origin.number))).toMatchObject([
      { number: other.number, relation: 'splitFrom', direction: 'from' },
    ]);
    expect((await run(ada.history.timeline(other.number))).map(({ of, type, text }) => [of, type, text])).toEqual([
      [origin.number, 'MessageReceived', 'And the battery swells.'],
      [other.number, 'CaseCreated', 'Battery swells'],
      [other.number, 'CaseLinked', null],
    ]);
    expect((await run(ada.history.timeline(origin.number))).map(({ type }) => type)).toEqual([
      'CaseCreated',
      'MessageReceived',
      'MessageReceived',
      'CaseSplit',
    ]);
    const again = await run(ada.cases.split(origin.id, asked, given));
    expect([again.id, again.repeated]).toEqual([other.id, true]);
    expect(await run(ada.history.customer('maria'))).toMatchObject({ cases: [{}, {}] });
  });

  test('refuses what was not said in it', async () => {
    const { ada } = await under();
    const { id } = await run(ada.cases.create(chat));
    expect(await ada.cases.split(id, { messages: ['message-9'] })()).toEqual(
      E.left({ type: 'MessageUnknown', messageId: 'message-9' }),
    );
    expect(await ada.cases.split(id, { messages: [] })()).toEqual(E.left({ type: 'NothingToSplit' }));
  });
});
