import * as E from 'fp-ts/Either';
import { run } from '../run';
import { testDesks } from '../testing/desks';
import { told } from '../testing/telling';

const { open, under, pass, close } = testDesks();
beforeAll(open, 60_000);
afterAll(close);

const chat = { channel: 'chat' } as const;

describe('29: tags', () => {
  test('put cases together across teams, until they are taken away or the cases are over', async () => {
    const desk = await under();
    const { ada, ben } = desk;
    const first = await run(ada.cases.create(chat));
    const second = await run(ada.cases.create(chat));
    await run(ada.cases.route(second.id, { team: 'returns' }));
    await run(ada.cases.addTag(first.id, { tag: 'recall-7' }));
    await run(ben.cases.addTag(second.id, { tag: 'recall-7' }));
    await run(ben.cases.addTag(second.id, { tag: 'press' }));
    const numbers = async (asOf?: string) =>
      (await run(ada.queues.tagged('recall-7', asOf === undefined ? {} : { asOf }))).map(({ number }) => number);
    expect(await numbers()).toEqual([first.number, second.number]);
    expect(await run(ada.queues.tags())).toEqual([
      { tag: 'recall-7', open: 2 },
      { tag: 'press', open: 1 },
    ]);
    const before = await pass({ minutes: 1 });
    await pass({ minutes: 1 });
    await run(ada.cases.removeTag(first.id, { tag: 'recall-7' }));
    expect(await numbers()).toEqual([second.number]);
    expect(await numbers(before)).toEqual([first.number, second.number]);
    await run(ada.cases.cancel(second.id, { reason: 'spam' }));
    expect(await run(ada.queues.tags())).toEqual([]);
    expect((await told(desk, first.number)).slice(1).map((line) => line.slice(6))).toEqual([
      'tagged the case recall-7',
      'took the tag recall-7 away',
    ]);
  });

  test('refuses what is no word, and a case that is not there', async () => {
    const { ada } = await under();
    const { id } = await run(ada.cases.create(chat));
    expect(await ada.cases.addTag(id, { tag: 'two words' })()).toMatchObject(
      E.left({ type: 'InvalidInput', faults: [expect.stringContaining('tag')] }),
    );
    expect(await ada.cases.addTag('no case', { tag: 'press' })()).toEqual(E.left({ type: 'CaseUnknown' }));
  });
});
