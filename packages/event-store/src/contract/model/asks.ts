import * as fc from 'fast-check';
import { CommandId, Instant, literal, plus, TenantId } from '@casebook/vocabulary';
import type { NewEvent } from '../../envelope';
import { eventIdOf } from '../../event-id';
import type { Expected } from '../../port';
import { streamName } from '../../stream';
import { newEvent } from '../events';
import type { Append } from './model-log';

const begin = literal(Instant, '2026-04-01T00:00:00.000Z');

/** What is drawn of an append before it is known in which run, so that no two runs share ids or tenants. */
export interface Ask {
  readonly stream: 'a' | 'b' | 'c';
  readonly tenant: 'one' | 'two';
  readonly category: 'thing' | 'rule';
  readonly expected: Expected;
  readonly names: ReadonlyArray<number>;
  readonly data: string;
  readonly early: number;
  readonly command: 'first' | 'second' | null;
}

export const streamOf = (run: string, { tenant, category, stream }: Pick<Ask, 'stream' | 'tenant' | 'category'>) =>
  streamName({ category, tenant: tenantOf(run, tenant), id: stream });
export const tenantOf = (run: string, tenant: Ask['tenant']): TenantId => literal(TenantId, `${run}-${tenant}`);
const commandOf = (command: 'first' | 'second' | 'third'): CommandId => literal(CommandId, command);

export const appendOf = (run: string, { expected, names, data, early, command, ...place }: Ask): Append => {
  const event = (name: number): NewEvent =>
    newEvent(String(name), {
      id: eventIdOf(`model/${run}`, name),
      type: name % 3 === 0 ? 'OtherHappened' : 'ThingHappened',
      data,
      occurredAt: plus(begin, -early * 1_000 - name),
      commandId: command === null ? null : commandOf(command),
    });
  const [first = 0, ...others] = names;
  return { stream: streamOf(run, place), expected, events: [event(first), ...others.map(event)] };
};

/** Few streams and few names, so that appends meet. */
export const asks = (mostNames: number): fc.Arbitrary<Ask> =>
  fc.record({
    stream: fc.constantFrom('a', 'b', 'c'),
    tenant: fc.constantFrom('one', 'one', 'two'),
    category: fc.constantFrom('thing', 'thing', 'rule'),
    expected: fc.oneof(
      fc.constantFrom<Expected>({ is: 'any' }, { is: 'any' }, { is: 'noStream' }, { is: 'exists' }),
      fc.integer({ min: -1, max: 6 }).map((revision): Expected => ({ is: 'revision', revision })),
    ),
    names: fc.array(fc.nat(mostNames), { minLength: 1, maxLength: 3 }),
    data: fc.constantFrom('{}', '{}', '{"other":true}'),
    early: fc.nat(5),
    command: fc.constantFrom('first', 'second', null),
  });
