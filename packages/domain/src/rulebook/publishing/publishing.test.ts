import * as E from 'fp-ts/Either';
import * as fc from 'fast-check';
import { textOf } from '@casebook/vocabulary';
import { at, day, deskRulebook, hour, later } from '../../testing/examples';
import { rulebooks } from '../../testing/rulebooks';
import { lintRulebook } from '../lint/lint';
import type { Rulebook } from '../rulebook';
import { publishingDecider, type RulebookCommand, type RulebookEvent } from './publishing';
import { rulebookCommandCodecs, rulebookEventSchemas } from './publishing.codec';
import { isOneVersion } from './says-the-same';

const first: Rulebook = { ...deskRulebook, version: 1, effectiveFrom: at };
const second: Rulebook = { ...first, version: 2, effectiveFrom: later(day), resolutionCodes: [] };

const publish = (rulebook: Rulebook, more: object = {}) =>
  ({
    type: 'PublishRulebook',
    at,
    rulebook,
    hash: textOf(`hash of ${rulebook.version}`),
    approvedBy: textOf('grace'),
    changeNote: textOf('The first of all.'),
    ...more,
  }) as const;

const published = (rulebook: Rulebook): RulebookEvent => {
  const { version, effectiveFrom } = rulebook;
  const hash = textOf(`hash of ${version}`);
  return {
    type: 'RulebookPublished',
    at,
    version,
    hash,
    effectiveFrom,
    approvedBy: textOf('grace'),
    changeNote: textOf('The first of all.'),
    rulebook: { ...rulebook, hash },
  };
};

const review = {
  type: 'ReviewRulebook',
  at,
  reviewId: textOf('review-1'),
  version: 1,
  findings: [textOf('Two categories mean the same.')],
  outcome: 'toRevise',
} as const;

/** Given these events; rulebooks from code are the rules of this decider. */
const when = (
  command: RulebookCommand,
  events: ReadonlyArray<RulebookEvent> = [],
  fromCode: ReadonlyArray<Rulebook> = [],
) => publishingDecider.decide(events.reduce(publishingDecider.evolve, publishingDecider.initial), command, fromCode);

const yields = (...events: ReadonlyArray<RulebookEvent>) => ({ came: [], answer: E.right(events) });
const isRefused = (rejection: object) => ({ came: [], answer: E.left(rejection) });

describe('a rulebook', () => {
  test('is published as a whole, with who approved it and why, and carries its hash from then on', () => {
    expect(when(publish(first))).toEqual(yields(published(first)));
    expect(when(publish(second), [published(first)])).toEqual(yields(published(second)));
  });

  test('that is published already is not published again', () => {
    expect(when(publish(first), [published(first)])).toEqual(yields());
  });

  test('is refused without somebody who approved it, or a note', () => {
    expect(when(publish(first, { approvedBy: textOf(' ') }))).toEqual(isRefused({ type: 'ApproverMissing' }));
    expect(when(publish(first, { changeNote: textOf('') }))).toEqual(isRefused({ type: 'ChangeNoteMissing' }));
  });

  test('has the number after the one before it, whether that one came from code or from the log', () => {
    const gap = isRefused({ type: 'VersionNotNext', version: 2, next: 1 });
    expect(when(publish(second))).toEqual(gap);
    expect(when(publish(second), [], [first])).toEqual(yields(published(second)));
    expect(when(publish({ ...second, version: 1 }, { hash: textOf('another') }), [published(first)])).toEqual(
      isRefused({ type: 'VersionNotNext', version: 1, next: 2 }),
    );
  });

  test('counts neither for what is past nor before the version that it follows', () => {
    const early = later(-1);
    expect(when(publish({ ...first, effectiveFrom: early }))).toEqual(
      isRefused({ type: 'EffectiveTooEarly', effectiveFrom: early, earliest: at }),
    );
    const third = { ...second, version: 3, effectiveFrom: later(hour), categories: [] };
    expect(when(publish(third), [published(first), published(second)])).toEqual(
      isRefused({ type: 'EffectiveTooEarly', effectiveFrom: later(hour), earliest: later(day) }),
    );
  });

  test('that says what the one before it says is refused', () => {
    expect(when(publish({ ...first, version: 2, effectiveFrom: later(day) }), [published(first)])).toEqual(
      isRefused({ type: 'RulebookUnchanged', version: 1 }),
    );
  });

  test('that cannot be meant is refused with all findings', () => {
    const unsound = { ...first, resolutionCodes: [textOf('replaced'), textOf('replaced')] };
    expect(when(publish(unsound))).toEqual(
      isRefused({
        type: 'RulebookUnsound',
        findings: [{ path: 'resolutionCodes.1', message: 'replaced is there twice' }],
      }),
    );
  });

  test('is reviewed, once a review, where that version is there', () => {
    const { type: _, ...found } = review;
    const reviewed: RulebookEvent = { type: 'RulebookReviewed', ...found };
    expect(when(review, [published(first)])).toEqual(yields(reviewed));
    expect(when(review, [], [first])).toEqual(yields(reviewed));
    expect(when(review, [published(first), reviewed])).toEqual(yields());
    expect(when(review)).toEqual(isRefused({ type: 'VersionUnknown', version: 1 }));
    expect(when({ ...review, findings: [] }, [published(first)])).toEqual(isRefused({ type: 'FindingsMissing' }));
    expect(when({ ...review, findings: [], outcome: 'confirmed' }, [published(first)])).toEqual(
      yields({ ...reviewed, findings: [], outcome: 'confirmed' }),
    );
  });

  test('does not change with time alone', () => {
    expect(publishingDecider.observe(publishingDecider.initial, at, [])).toEqual(yields());
    expect(publishingDecider.next(publishingDecider.initial)).toBeUndefined();
  });

  test('is stored and read back as it was, event and command', () => {
    const stored = (value: unknown): unknown => JSON.parse(JSON.stringify(value));
    const { RulebookPublished, RulebookReviewed } = rulebookEventSchemas;
    const { PublishRulebook, ReviewRulebook } = rulebookCommandCodecs;
    const { type: _, ...found } = review;
    const reviewed = { type: 'RulebookReviewed', ...found } as const;
    expect(RulebookReviewed.codec.decode(stored(RulebookReviewed.codec.encode(reviewed)))).toEqual(E.right(reviewed));
    expect(ReviewRulebook.decode(stored(ReviewRulebook.encode(review)))).toEqual(E.right(review));
    fc.assert(
      fc.property(rulebooks, (rulebook) => {
        const event = published(rulebook);
        if (event.type !== 'RulebookPublished') throw new Error('it was published');
        expect(RulebookPublished.codec.decode(stored(RulebookPublished.codec.encode(event)))).toEqual(E.right(event));
        const command = publish(rulebook);
        expect(PublishRulebook.decode(stored(PublishRulebook.encode(command)))).toEqual(E.right(command));
      }),
    );
  });

  test('is one version with itself in another order of members, and with nothing else', () => {
    fc.assert(
      fc.property(rulebooks, rulebooks, (one, other) => {
        const turned = Object.fromEntries(Object.entries(one).reverse()) as unknown as Rulebook;
        expect(isOneVersion(one, { ...turned, hash: textOf('another') })).toBe(true);
        expect(isOneVersion(one, { ...one, version: one.version + 1 })).toBe(false);
        const plain = ({ hash: _, ...rest }: Rulebook) => JSON.stringify(rest);
        expect(isOneVersion(one, other)).toBe(plain(one) === plain(other));
      }),
    );
  });

  test('is published in any order of attempts as 1, 2, 3, each in effect no earlier than the last', () => {
    const sound = rulebooks.map((rulebook) => ({ ...rulebook, routing: [], serviceLevels: [], priority: null }));
    fc.assert(
      fc.property(
        fc.array(fc.tuple(sound, fc.integer({ min: 1, max: 4 }), fc.nat(5)), { maxLength: 12 }),
        (attempts) => {
          let state = publishingDecider.initial;
          for (const [rulebook, version, days] of attempts) {
            if (lintRulebook(rulebook).length > 0) continue;
            const command = publish({ ...rulebook, version, effectiveFrom: later(days * day) });
            const { answer } = publishingDecider.decide(state, command, []);
            if (E.isRight(answer)) state = answer.right.reduce(publishingDecider.evolve, state);
          }
          const numbers = state.versions.map(({ rulebook }) => rulebook.version);
          const instants = state.versions.map(({ rulebook }) => rulebook.effectiveFrom);
          expect(numbers).toEqual(numbers.map((_, index) => index + 1));
          expect(instants).toEqual([...instants].sort());
        },
      ),
    );
  });
});
