import { textOf, type Text } from '@casebook/vocabulary';
import { deskRulebook, returns, support } from '../testing/examples';
import type { Field } from './facts';
import { route } from './routing';

const productIs = (is: string) => ({ all: [{ field: 'product', is: textOf(is) } as const] });
const rules = ['phone', 'tablet', ...Array.from({ length: 12 }, (_, index) => `device ${index}`)];
const many = {
  ...deskRulebook,
  routing: rules.map((is) => ({ name: textOf(`for ${is}`), when: productIs(is), team: support, agent: null })),
};

describe('routing', () => {
  test('takes the first rule that holds, and says that a later one would have', () => {
    const [first] = many.routing;
    const routing = first === undefined ? [] : [first, { ...first, name: textOf('also'), team: returns }];
    const routed = route({ ...many, routing }, new Map<Field, Text>([['product', textOf('phone')]]));
    expect(routed?.rule.name).toBe('for phone');
    expect(routed?.decision.alternatives).toEqual([{ choice: 'returns (also)', because: 'for phone comes first' }]);
  });

  test('keeps ten of the alternatives', () => {
    expect(route(many, new Map<Field, Text>([['product', textOf('tablet')]]))?.decision.alternatives).toHaveLength(10);
  });

  test('sends a case nowhere that no rule is for', () => {
    expect(route(many, new Map())).toBeUndefined();
  });
});
