import * as E from 'fp-ts/Either';
import * as TE from 'fp-ts/TaskEither';
import { run } from '../run';
import { testDesks } from '../testing/desks';
import { told } from '../testing/telling';
import type { Assessor } from './assessor';
import { wordsAssessor } from './category-by-words';
import type { Material } from './material';

/** Says what a test has it say. */
let say: Assessor['assess'] = () => TE.right([]);
const talking: Assessor = { name: 'talking', version: '7', within: 100, assess: (...shown) => say(...shown) };
const steady: Assessor = {
  name: 'steady',
  version: '1',
  assess: () => TE.right([{ kind: 'risk', value: 'churn', confidence: 0.5 }]),
};

const desks = testDesks({ assessors: [talking, steady, wordsAssessor()] });
const { open, under, pass, close } = desks;
beforeAll(open, 60_000);
afterAll(close);
beforeEach(() => (say = () => TE.right([])));

const chat = { channel: 'chat' } as const;
const category = (path: string, examples: ReadonlyArray<string> = []) => ({
  path,
  criteria: null,
  examples,
  complexity: null,
});
const taxonomy = { categories: [category('technical/display'), category('technical/battery'), category('billing')] };

describe('assessing a case', () => {
  test('records what each assessor says, by whom and for whom, and answers with it', async () => {
    say = () => TE.right([{ kind: 'category', value: 'billing', confidence: 0.8 }]);
    const desk = await under(taxonomy);
    const { ada } = desk;
    const { id, number } = await run(ada.cases.create(chat));
    const answers = await run(ada.cases.assess(id, { correlationId: 'request-1', causationId: 'event-1' }));
    expect(answers).toMatchObject([
      {
        name: 'talking',
        version: '7',
        failure: null,
        suggested: [
          {
            suggestion: { kind: 'category', value: 'billing', confidence: 0.8 },
            refused: null,
            events: [
              {
                type: 'AssessmentRecorded',
                actor: { kind: 'automation', id: 'talking', onBehalfOf: 'ada' },
                correlationId: 'request-1',
                causationId: 'event-1',
              },
            ],
          },
        ],
      },
      { name: 'steady', suggested: [{ suggestion: { kind: 'risk' } }] },
      { name: 'words-of-cases', failure: null, suggested: [] },
    ]);
    expect(await told(desk, number)).toEqual([
      expect.stringMatching(/opened case/),
      expect.stringMatching(/suggested the category billing, 80 % sure \(talking@7\)/),
      expect.stringMatching(/suggested the risk churn, 50 % sure \(steady@1\)/),
    ]);
  });

  test('again at the same records nothing twice, also at once and after others have written', async () => {
    say = () => TE.right([{ kind: 'category', value: 'billing', confidence: 0.8 }]);
    const { ada } = await under(taxonomy);
    const { id, number } = await run(ada.cases.create(chat));
    const [one, other] = await Promise.all([run(ada.cases.assess(id)), run(ada.cases.assess(id))]);
    expect(other).toEqual(one); // the same commands, of which the second gives the first outcome
    await run(ada.cases.addNote(id, { body: 'meanwhile' }));
    await run(ada.cases.assess(id));
    expect((await run(ada.history.events(number))).map(({ type }) => type)).toEqual([
      'CaseCreated',
      'AssessmentRecorded',
      'AssessmentRecorded',
      'NoteAdded',
    ]);
  });

  test('keeps the last word of each, also where it goes back to an earlier one', async () => {
    const { ada } = await under(taxonomy);
    const { id } = await run(ada.cases.create(chat));
    const saying = async (value: string) => {
      say = () => TE.right([{ kind: 'category', value, confidence: 0.8 }]);
      await run(ada.cases.assess(id));
      return (await run(ada.cases.suggestions(id))).flatMap((one) => (one.kind === 'category' ? [one.value] : []));
    };
    expect(await saying('billing')).toEqual(['billing']);
    expect(await saying('technical/display')).toEqual(['technical/display']);
    expect(await saying('billing')).toEqual(['billing']);
  });

  test('hears the others where one fails or hangs, and says so', async () => {
    const { ada } = await under();
    const { id } = await run(ada.cases.create(chat));
    const answering = async (assess: Assessor['assess']) => {
      say = assess;
      return (await run(ada.cases.assess(id))).map(({ name, failure }) => [name, failure]);
    };
    const others = [
      ['steady', null],
      ['words-of-cases', null],
    ];
    const failure = { type: 'AssessorFailed', message: 'the model is away' } as const;
    expect(await answering(() => TE.left(failure))).toEqual([['talking', failure], ...others]);
    expect(await answering(() => () => new Promise(() => undefined))).toEqual([
      ['talking', { type: 'AssessorTooLate', within: 100 }],
      ...others,
    ]);
  });

  test('says what it did not record, and why, and records the rest', async () => {
    say = () =>
      TE.right([
        { kind: 'category', value: 'plumbing', confidence: 0.8 },
        { kind: 'sentiment', value: 'neutral', confidence: 2 },
        { kind: 'sentiment', value: 'neutral', confidence: 0.8 },
      ]);
    const { ada } = await under(taxonomy);
    const { id } = await run(ada.cases.create(chat));
    const [answer] = await run(ada.cases.assess(id));
    expect(answer?.suggested.map(({ refused, events }) => [refused, events.length])).toEqual([
      [
        {
          type: 'AssessmentImpossible',
          kind: 'category',
          value: 'plumbing',
          must: 'be one of technical/display, technical/battery, billing',
        },
        0,
      ],
      [{ type: 'InvalidInput', faults: ['confidence: 2 must be a number from 0 to 1'] }, 0],
      [null, 1],
    ]);
  });

  test('is refused where there is no case', async () => {
    const { ada } = await under();
    expect(await ada.cases.assess('nobody')()).toEqual(E.left({ type: 'CaseUnknown' }));
    expect(await ada.cases.suggestions('nobody')()).toEqual(E.left({ type: 'CaseUnknown' }));
  });
});

describe('what an assessor is shown', () => {
  test('is the case with its messages, the facts that rules may know, and the rulebook', async () => {
    const shown: Material[] = [];
    say = (material) => {
      shown.push(material);
      return TE.right([]);
    };
    const personal = { holds: { type: 'text' }, personal: true };
    const { ada, maria } = await under({
      ...taxonomy,
      fields: [
        { ...personal, name: 'serial', personal: false },
        { ...personal, name: 'name' },
      ],
    });
    const fields = { serial: 'A-1', name: 'Grace' };
    const { id, number } = await run(
      ada.cases.create({ ...chat, customer: 'maria', subject: 'Dark', description: 'Since noon.', fields }),
    );
    await run(ada.cases.sendMessage(id, { ...chat, body: 'Is the lamp on?', messageId: 'm-1' }));
    await run(maria.cases.receiveMessage(id, { ...chat, body: 'It is.', messageId: 'm-2' }));
    await run(ada.cases.assess(id));
    expect(shown).toMatchObject([
      {
        id,
        number,
        subject: 'Dark',
        description: 'Since noon.',
        messages: [
          { messageId: 'm-1', by: 'desk', channel: 'chat', text: 'Is the lamp on?' },
          { messageId: 'm-2', by: 'customer', channel: 'chat', text: 'It is.' },
        ],
        facts: { channel: 'chat', 'fields.serial': 'A-1' },
        rulebook: { version: 1, categories: [{ path: 'technical/display' }, {}, {}] },
      },
    ]);
    expect(JSON.stringify(shown)).not.toMatch(/Grace|maria/);

    await run(ada.privacy.erase('maria', { reason: 'GDPR article 17' }));
    await run(ada.cases.assess(id));
    expect(shown[1]).toMatchObject({ subject: null, description: null, messages: [] });
  });
});

describe('a suggestion', () => {
  test('is taken up by an ordinary command that names it as its cause, and is counted', async () => {
    say = () => TE.right([{ kind: 'category', value: 'billing', confidence: 0.8 }]);
    const { ada, sql } = await under(taxonomy);
    const { id } = await run(ada.cases.create(chat));
    const other = await run(ada.cases.create(chat));
    await run(ada.cases.assess(other.id));
    // #region take-up
    await run(ada.cases.assess(id));
    const suggestions = await run(ada.cases.suggestions(id));
    const category = suggestions.find(({ kind }) => kind === 'category');
    if (category !== undefined) {
      const { value, assessmentId } = category;
      await run(ada.cases.categorize(id, { category: value }, { causationId: assessmentId }));
    }
    // #endregion
    await run(ada.cases.categorize(other.id, { category: 'technical/display' }));
    const measured = await sql(`select * from (
      -- #region measure
      select tenant, a.assessor, a.version, count(*) as said,
        count(*) filter (where a.ended = 'taken up') as taken_up,
        count(*) filter (where f.category_last = a.value) as right_in_the_end
      from assessment a join fact_case f using (tenant, stream)
      where a.kind = 'category' and a.ended is distinct from 'replaced'
      group by tenant, a.assessor, a.version
      -- #endregion
    ) as measured where tenant = $tenant`);
    expect(measured).toMatchObject([{ assessor: 'talking', version: '7', said: 2, taken_up: 1, right_in_the_end: 1 }]);
  });
});

describe('the words of earlier cases', () => {
  const resolved = async (desk: Awaited<ReturnType<typeof under>>, subject: string, path: string) => {
    const { id } = await run(desk.ada.cases.create({ ...chat, subject }));
    await run(desk.ada.cases.categorize(id, { category: path }));
    await run(desk.ada.cases.claim(id));
    await run(desk.ada.cases.resolve(id, { code: 'done', notes: 'Done.' }));
    return id;
  };
  const suggested = async ({ ada }: Awaited<ReturnType<typeof under>>, subject: string) => {
    const { id } = await run(ada.cases.create({ ...chat, subject }));
    const answers = await run(ada.cases.assess(id));
    return answers.flatMap(({ name, suggested: all }) =>
      name === 'words-of-cases' ? all.map(({ suggestion }) => suggestion) : [],
    );
  };

  test('suggest the category that they were found in, as surely as they have been right', async () => {
    const desk = await under(taxonomy);
    for (const subject of ['Screen dark', 'Screen flickers', 'Dark picture on the screen'])
      await resolved(desk, subject, 'technical/display');
    for (const subject of ['Invoice wrong', 'Wrong invoice again', 'Invoice twice'])
      await resolved(desk, subject, 'billing');
    await pass({ minutes: 1 });
    expect(await suggested(desk, 'The screen went dark')).toEqual([
      { kind: 'category', value: 'technical/display', confidence: 0.8 },
    ]);
    expect(await suggested(desk, 'My invoice')).toEqual([{ kind: 'category', value: 'billing', confidence: 0.8 }]);
    expect(await suggested(desk, 'Password forgotten')).toEqual([]);
  });

  test('are also those that the rulebook has as examples', async () => {
    const desk = await under({
      categories: [
        category('display', ['The screen is dark', 'Screen flickers', 'Nothing on my screen']),
        category('billing', ['Where is my refund', 'Refund not arrived', 'A refund please']),
      ],
    });
    expect(await suggested(desk, 'Dark screen')).toEqual([{ kind: 'category', value: 'display', confidence: 0.8 }]);
  });

  test('are not those of cases that were erased, nor of categories that there are no more', async () => {
    const desk = await under(taxonomy);
    const { ada } = desk;
    for (const subject of ['Screen dark', 'Screen flickers', 'Screen broken'])
      await resolved(desk, subject, 'technical/display');
    expect(await suggested(desk, 'Screen')).toHaveLength(1);
    await run(desk.publish({ categories: [category('technical/battery'), category('billing')] }, 2));
    expect(await suggested(desk, 'Screen')).toEqual([]);
    expect(await run(ada.queues.similar({ subject: 'Screen' }))).toHaveLength(2);
  });
});
