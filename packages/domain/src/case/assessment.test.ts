import * as E from 'fp-ts/Either';
import * as fc from 'fast-check';
import { faults, textOf } from '@casebook/vocabulary';
import { rulesOf } from '../rulebook/rules';
import { at, cancelled, create, created, deskRulebook, later, opened, resolved } from '../testing/examples';
import { given } from '../testing/given';
import { happened } from '../testing/happened';
import { commandSequences } from '../testing/histories';
import { caseDecider, type CaseCommand, type CaseEvent, type CaseState } from './case';
import { caseCommandCodecs } from './case.codec';

const assess = {
  type: 'RecordAssessment',
  at,
  assessmentId: textOf('assessment-1'),
  kind: 'category',
  value: textOf('technical/display'),
  confidence: 0.8,
  assessor: { name: textOf('words'), version: textOf('1') },
  about: null,
} as const;
const assessed = { ...assess, type: 'AssessmentRecorded' } as const;
const bare = { ...deskRulebook, priority: null, routing: [] };
const again = textOf('assessment-2');

describe('an assessment', () => {
  test('is recorded as it was said', () => {
    given(caseDecider, created).under(bare).when(assess).yields(assessed);
  });

  test('that says the same again leaves no event, whoever names it', () => {
    given(caseDecider, created, assessed).when(assess).yieldsNothing();
    given(caseDecider, created, assessed)
      .when({ ...assess, assessmentId: again })
      .yieldsNothing();
  });

  test.each([
    ['another value', { value: textOf('billing') }],
    ['another confidence', { confidence: 0.9 }],
    ['another version of the assessor', { assessor: { ...assess.assessor, version: textOf('2') } }],
    ['another assessor', { assessor: { ...assess.assessor, name: textOf('model') } }],
  ])('with %s is another one', (_, change) => {
    const other = { ...assess, ...change, assessmentId: again };
    given(caseDecider, created, assessed)
      .under(bare)
      .when(other)
      .yields({ ...other, type: 'AssessmentRecorded' });
  });

  test('is the last word of its assessor about that kind, beside those of others', () => {
    const newer = { ...assessed, value: textOf('billing'), assessor: { ...assess.assessor, version: textOf('2') } };
    const other = { ...assessed, assessor: { ...assess.assessor, name: textOf('model') } };
    const mood = { ...assessed, kind: 'sentiment', value: textOf('neutral') } as const;
    const state = [created, assessed, other, newer, mood].reduce(caseDecider.evolve, caseDecider.initial);
    const said = ({ type: _, ...rest }: typeof assessed | typeof mood) => rest;
    expect(state.assessment.current).toEqual([said(other), said(newer), said(mood)]);
  });

  test('is refused of a case that is not there', () => {
    given(caseDecider).when(assess).isRefused({ type: 'CaseUnknown' });
  });

  test.each(['category', 'complexity', 'duplicate'] as const)(
    'that suggests a %s is refused once nothing can be done about the case',
    (kind) => {
      given(caseDecider, ...opened, resolved)
        .when({ ...assess, kind })
        .isRefused({ type: 'CaseNotOpen', status: 'Resolved' });
      given(caseDecider, created, cancelled)
        .when({ ...assess, kind })
        .isRefused({ type: 'CaseNotOpen', status: 'Cancelled' });
    },
  );

  test('that tells what a message is like is recorded also once the case is over', () => {
    const thanks = happened('MessageReceived', at, { messageId: 'message-1' });
    const mood = { ...assess, kind: 'sentiment', value: textOf('positive'), about: thanks.messageId } as const;
    given(caseDecider, created, cancelled, thanks)
      .when(mood)
      .yields({ ...mood, type: 'AssessmentRecorded' });
  });

  test('of a message that the case does not have is refused', () => {
    const about = textOf('message-9');
    given(caseDecider, created)
      .when({ ...assess, about })
      .isRefused({ type: 'MessageUnknown', messageId: about });
  });

  test.each([
    ['category', 'technical', 'be one of technical/display, technical/battery, billing'],
    ['complexity', 'hard', 'be one of low, medium, high'],
    ['duplicate', create.number, 'be another case'],
    ['duplicate', '', 'be the number of a case'],
    ['language', 'English', 'be the tag of a language, such as en or pt-BR'],
    ['sentiment', 'furious', 'be one of negative, neutral, positive'],
    ['intent', 'wants Ms Smith to call', 'be one word: at most 60 letters, digits and . _ / -'],
    ['risk', '', 'be one word: at most 60 letters, digits and . _ / -'],
  ] as const)('of the kind %s cannot be "%s"', (kind, word, must) => {
    const value = textOf(word);
    given(caseDecider, created)
      .under(bare)
      .when({ ...assess, kind, value })
      .isRefused({ type: 'AssessmentImpossible', kind, value, must: textOf(must) });
  });

  test.each([
    ['category', 'billing'],
    ['complexity', 'high'],
    ['duplicate', 'C-10424-1'],
    ['language', 'pt-BR'],
    ['sentiment', 'neutral'],
    ['intent', 'refund/partial'],
    ['risk', 'Kündigung'],
  ] as const)('of the kind %s can be "%s"', (kind, word) => {
    const said = { ...assess, kind, value: textOf(word) };
    given(caseDecider, created)
      .under(bare)
      .when(said)
      .yields({ ...said, type: 'AssessmentRecorded' });
  });

  test.each([-0.1, 1.1, Number.NaN, -0])('is not understood with a confidence of %p', (confidence) => {
    const decoded = caseCommandCodecs.RecordAssessment.decode({ ...assess, confidence });
    expect(E.isLeft(decoded) ? faults(decoded.left) : []).toEqual([
      expect.stringMatching(/^confidence: .* must be a number from 0 to 1$/),
    ]);
  });
});

describe('nothing follows from an assessment', () => {
  const told = (state: CaseState): Omit<CaseState, 'assessment'> => {
    const { assessment: _, ...rest } = state;
    return rest;
  };
  const isAssessment = ({ type }: CaseEvent): boolean => type === 'AssessmentRecorded';

  test('whatever is asked of a case leads to the same with and without what machines have said', () => {
    fc.assert(
      fc.property(commandSequences, fc.constantFrom(0.1, 0.9), ({ rulebook, commands }, confidence) => {
        const rules = rulesOf([rulebook]);
        const play = (deaf: boolean) => {
          const events: CaseEvent[] = [];
          let state = caseDecider.initial;
          const give = (command: CaseCommand): void => {
            const isHeard = !deaf || command.type !== 'RecordAssessment';
            const { came, answer } = isHeard
              ? caseDecider.decide(state, command, rules)
              : caseDecider.observe(state, command.at, rules);
            const brought = [...came, ...(E.isRight(answer) ? answer.right : [])];
            events.push(...brought);
            state = brought.reduce(caseDecider.evolve, state);
          };
          for (const [index, command] of commands.entries()) {
            give(command);
            // After each command, so that whatever could read it has the occasion.
            const extra = { ...assess, at: command.at, confidence };
            give({ ...extra, assessmentId: textOf(`category-${index}`) });
            give({ ...extra, assessmentId: textOf(`mood-${index}`), kind: 'sentiment', value: textOf('negative') });
          }
          give({
            type: 'AddNote',
            at: later(1e10),
            noteId: textOf('last'),
            body: textOf('the end'),
            mentions: [],
            template: null,
          });
          return { events: events.filter((event) => !isAssessment(event)), state: told(state) };
        };
        const [hearing, deaf] = [play(false), play(true)];
        expect(hearing.events).toEqual(deaf.events);
        expect(hearing.state).toEqual(deaf.state);
      }),
      { numRuns: 200 },
    );
  });
});
