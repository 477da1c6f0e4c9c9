import * as E from 'fp-ts/Either';
import type { NonEmptyArray } from 'fp-ts/NonEmptyArray';
import { plainRulebook, type CaseEvent, type Rulebook, type ServiceLevelPolicy } from '@casebook/domain';
import type { NewEvent, StoredEvent } from '@casebook/event-store';
import { Instant, literal, TeamId, textOf } from '@casebook/vocabulary';
import { roundTheClock } from '@casebook/working-time';
import { agent, customer } from './actors';
import type { Casebook } from './open';
import { run } from './run';
import { openTestCasebook } from './testing';

const hour = 3_600_000;
const start = '2026-03-02T09:00:00.000Z';

const level: ServiceLevelPolicy = {
  name: textOf('solved within two days'),
  metric: 'resolution',
  agreement: 'SLA',
  when: { all: [] },
  stopsWhen: null,
  cancelledWhen: null,
  target: 48 * hour,
  calendar: roundTheClock.id,
  pausedBy: ['customer'],
  warnings: [50],
  counts: 'fromStart',
  reopening: 'newCycle',
};

const rulebook: Rulebook = {
  ...plainRulebook,
  version: 1,
  effectiveFrom: literal(Instant, '2026-01-01T00:00:00.000Z'),
  priority: {
    factors: [
      {
        name: textOf('channel'),
        field: 'channel',
        weight: 1,
        points: [{ is: textOf('phone'), points: 2 }],
        otherwise: 1,
      },
    ],
    levels: [{ from: 2, priority: 1 }],
    otherwise: 3,
  },
  routing: [
    { name: textOf('calls'), when: { field: 'priority', atMost: 1 }, team: literal(TeamId, 'hotline'), agent: null },
    { name: textOf('the rest'), when: { all: [] }, team: literal(TeamId, 'desk'), agent: null },
  ],
  calendars: [roundTheClock],
  serviceLevels: [level],
};

/** Forty cases, some of them late, some waiting, some solved. */
const filled = async (casebook: Casebook, advance: (hours: number) => void): Promise<void> => {
  const { cases } = casebook.as({ tenant: 'acme', actor: agent('ada') });
  for (let number = 1; number <= 40; number += 1) {
    const { id } = await run(cases.create({ channel: number % 3 === 0 ? 'phone' : 'email', customer: 'grace' }));
    if (number % 4 !== 0) await run(cases.assign(id, { agent: 'ada' }));
    if (number % 4 !== 0) await run(cases.acceptAssignment(id));
    if (number % 4 === 1) {
      await run(cases.requestInformation(id, { channel: 'email', body: 'Which model is it?' }));
      advance(3);
      const theirs = casebook.as({ tenant: 'acme', actor: customer('grace') }).cases;
      await run(theirs.receiveMessage(id, { channel: 'email', body: 'The large one.' }));
    }
    advance(number % 4 === 2 ? 30 : 1);
    if (number % 4 !== 0) await run(cases.resolve(id, { code: 'replaced', notes: 'New device sent.' }));
  }
  await run(casebook.observeTime());
};

/** What somebody could have written in the place of an outcome; undefined where it is none. */
const falsified = (event: CaseEvent): CaseEvent | undefined => {
  switch (event.type) {
    case 'CasePrioritized':
      return { ...event, priority: event.priority === 4 ? 3 : 4 };
    case 'CaseRouted':
      return { ...event, team: literal(TeamId, 'somewhere') };
    case 'ServiceLevelStarted':
      return { ...event, dueAt: literal(Instant, '2027-01-01T00:00:00.000Z') };
    case 'ServiceLevelMet':
      return { ...event, used: 1 };
    default:
      return undefined;
  }
};

const eventsOf = async ({ log }: Casebook): Promise<ReadonlyArray<StoredEvent>> =>
  (await run(log.readAll({ after: 0, limit: 100_000 }))).events;

const copied = async (
  from: ReadonlyArray<StoredEvent>,
  to: Casebook,
  written: (event: StoredEvent) => Pick<NewEvent, 'data'>,
): Promise<void> => {
  for (const event of from) {
    const { id, type, schema, occurredAt, actor, commandId, correlationId, causationId, saidAt, source, wake } = event;
    const kept = { id, type, schema, occurredAt, actor, commandId, correlationId, causationId, saidAt, source, wake };
    const one: NonEmptyArray<NewEvent> = [{ ...kept, data: written(event).data }];
    await run(to.log.append(event.stream, { is: 'any' }, one));
  }
};

test('fifty outcomes that were altered in a copy of a log are found by deciding anew, those and no others', async () => {
  const original = await openTestCasebook({ rulebooks: [rulebook], start });
  const copy = await openTestCasebook({ rulebooks: [rulebook], start });
  try {
    await filled(original, (hours) => original.clock.advance({ hours }));
    const checked = await run(original.checkDecisions());
    expect(checked).toMatchObject({ cases: 40, differing: [] });
    expect(checked.decided).toBeGreaterThan(150);

    const events = await eventsOf(original);
    const chances = events.filter((stored) => {
      const decoded = original.codec.decode(stored);
      return E.isRight(decoded) && falsified(decoded.right.event) !== undefined;
    });
    const every = Math.floor(chances.length / 50);
    const chosen = new Set(chances.filter((_, index) => index % every === 0).slice(0, 50));
    expect(chosen.size).toBe(50);
    await copied(events, copy, (stored) => {
      const decoded = original.codec.decode(stored);
      const other = chosen.has(stored) && E.isRight(decoded) ? falsified(decoded.right.event) : undefined;
      return other === undefined ? stored : original.codec.encode(other);
    });

    const { differing } = await run(copy.checkDecisions());
    const place = ({ stream, revision }: Pick<StoredEvent, 'stream' | 'revision'>) => `${stream} ${revision}`;
    expect(differing.map(({ recorded }) => place(recorded)).sort()).toEqual([...chosen].map(place).sort());
    const [first] = differing;
    expect(first?.expected).toMatchObject({ type: first?.recorded.event.type });
  } finally {
    await original.close();
    await copy.close();
  }
}, 120_000);
