import * as E from 'fp-ts/Either';
import * as fc from 'fast-check';
import { at } from '../testing/examples';
import { given } from '../testing/given';
import { numberingDecider, type NumberingEvent } from './numbering';
import { numberingSchemas } from './numbering.codec';

const block: NumberingEvent = { type: 'NumbersReserved', at, from: 10_000, to: 10_099 };
const reserve = { type: 'ReserveNumbers', at, count: 100 } as const;

describe('the numbers of a desk', () => {
  test('are reserved in blocks, one after the other', () => {
    given(numberingDecider).when(reserve).yields(block);
    given(numberingDecider, block)
      .when({ ...reserve, count: 1 })
      .yields({ ...block, from: 10_100, to: 10_100 });
  });

  test('are reserved in blocks of a sensible size', () => {
    for (const count of [0, -1, 2.5, 10_001])
      given(numberingDecider)
        .when({ ...reserve, count })
        .isRefused({ type: 'CountUnfit', count });
  });

  test('are never reserved twice', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 50 }), { maxLength: 20 }), (counts) => {
        let state = numberingDecider.initial;
        const taken: number[] = [];
        for (const count of counts) {
          const { answer } = numberingDecider.decide(state, { ...reserve, count }, undefined);
          for (const event of E.isRight(answer) ? answer.right : []) {
            state = numberingDecider.evolve(state, event);
            for (let number = event.from; number <= event.to; number += 1) taken.push(number);
          }
        }
        expect(taken).toEqual(taken.map((_, index) => 10_000 + index));
      }),
    );
  });

  test('are stored and read back', () => {
    const { codec } = numberingSchemas.NumbersReserved;
    expect(codec.decode(JSON.parse(JSON.stringify(codec.encode(block))))).toEqual(E.right(block));
  });
});
