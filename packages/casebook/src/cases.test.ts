import * as E from 'fp-ts/Either';
import * as TE from 'fp-ts/TaskEither';
import { caseDecider, caseEventSchemas, plainRulebook, rulesOf, statusOf, type CaseEvent } from '@casebook/domain';
import { eventCodec, memoryEventStore, type EventStore } from '@casebook/event-store';
import { literal, TenantId, type Actor } from '@casebook/vocabulary';
import { agent } from './actors';
import { everybodyMayDoEverything, type Authorize } from './authorize';
import { caseStream } from './case-stream';
import { casesOf } from './cases';
import { handler } from './handle';
import { numbersOf } from './numbers';
import { CasebookError, run } from './run';
import { movableClock } from './testing/movable-clock';

const tenant = literal(TenantId, 'acme');
const codec = eventCodec<CaseEvent>(caseEventSchemas);
const hour = 3_600_000;
const rules = rulesOf([
  { ...plainRulebook, version: 1, closing: { ...plainRulebook.closing, autoCloseAfter: hour, reopenWithin: null } },
]);

/** A process of its own over a log that others may share. */
const process = ({
  log = memoryEventStore(),
  authorize = everybodyMayDoEverything,
  actor = agent('ada'),
  clock = movableClock('2026-03-02T09:00:00.000Z'),
}: {
  readonly log?: EventStore;
  readonly authorize?: Authorize;
  readonly actor?: Actor;
  readonly clock?: ReturnType<typeof movableClock>;
} = {}) => {
  const { handle, observe, load, asItStands } = handler({
    log,
    codec,
    decider: caseDecider,
    rulesFor: () => TE.right(rules),
    authorize,
  });
  const takeNumber = numbersOf(log, tenant, clock.now).take;
  const cases = casesOf({ tenant, actor, clock: clock.now, handle, takeNumber, load, asItStands });
  const create = (given = {}) => run(cases.create({ channel: 'chat', subject: 'Screen stays dark' }, given));
  return { log, clock, cases, observe, create };
};

const types = (outcome: { readonly events: ReadonlyArray<{ readonly type: string }> }) =>
  outcome.events.map(({ type }) => type);

describe('a command', () => {
  test('leaves its events in the log, stamped with who, when and why', async () => {
    const { create } = process();
    const { number, events } = await create({ commandId: 'open-1', correlationId: 'call-7' });
    expect(number).toMatch(/^C-10000-[0-9X]$/);
    expect(events[0]).toMatchObject({
      type: 'CaseCreated',
      actor: { kind: 'agent', id: 'ada', onBehalfOf: null },
      commandId: 'open-1',
      correlationId: 'call-7',
      causationId: 'open-1',
      occurredAt: '2026-03-02T09:00:00.000Z',
      source: null,
    });
  });

  test('given twice has one outcome, from whichever process', async () => {
    const one = process();
    const other = process({ log: one.log });
    const first = await one.create({ commandId: 'open-1' });
    const second = await other.create({ commandId: 'open-1' });
    expect(second).toEqual({ ...first, repeated: true });
    expect(await run(one.log.head())).toBe(first.position);
  });

  test('given by two processes at once has one outcome', async () => {
    const one = process();
    const other = process({ log: one.log });
    const outcomes = await Promise.all([one.create({ commandId: 'open-1' }), other.create({ commandId: 'open-1' })]);
    expect(outcomes[0].number).toBe(outcomes[1].number);
    expect(outcomes.map(({ repeated }) => repeated).sort()).toEqual([false, true]);
  });

  test('is decided again when somebody else wrote meanwhile: of many at once all are heard', async () => {
    const one = process();
    const other = process({ log: one.log });
    const { id } = await one.create();
    const notes = Array.from({ length: 20 }, (_, index) =>
      (index % 2 === 0 ? one : other).cases.addNote(id, { body: `${index}` }),
    );
    const outcomes = await Promise.all(notes.map(run));
    expect(new Set(outcomes.map(({ revision }) => revision)).size).toBe(20);
  });

  test('said to be earlier than what its case has recorded counts from then, and the log keeps what was said', async () => {
    const { clock, cases, create } = process();
    const { id } = await create();
    clock.advance({ hours: 2 });
    const { events } = await run(cases.addNote(id, { body: 'by phone' }, { at: '2026-03-02T08:00:00.000Z' }));
    expect(events[0]).toMatchObject({ occurredAt: '2026-03-02T09:00:00.000Z', saidAt: '2026-03-02T08:00:00.000Z' });
  });

  test('that the case does not allow is refused with the reason and leaves nothing', async () => {
    const { log, cases, create } = process();
    const { id, position } = await create();
    const answer = await cases.endWait(id, { waitId: 'none' })();
    expect(answer).toEqual(E.left({ type: 'WaitUnknown', waitId: 'none' }));
    expect(await run(log.head())).toBe(position);
  });

  test('that the actor may not give is refused before it is decided', async () => {
    const authorize: Authorize = (actor, command) =>
      command.type === 'CancelCase'
        ? E.left({ type: 'NotAuthorized', actor, command: command.type, because: 'only leads cancel' })
        : E.right(undefined);
    const { cases, create } = process({ authorize });
    const { id } = await create();
    expect(await cases.cancel(id, { reason: 'spam' })()).toEqual(
      E.left({ type: 'NotAuthorized', actor: agent('ada'), command: 'CancelCase', because: 'only leads cancel' }),
    );
  });

  test('given again by somebody else is refused: an id belongs to who gave it', async () => {
    const one = process();
    const { id } = await one.create();
    await run(one.cases.addNote(id, { body: 'mine' }, { commandId: 'note-1' }));
    const other = process({ log: one.log, actor: agent('eve') });
    expect(await other.cases.addNote(id, { body: 'theirs' }, { commandId: 'note-1' })()).toEqual(
      E.left({ type: 'CommandIdTaken', commandId: 'note-1' }),
    );
  });

  test('with a fault in it is refused with the path of the fault, and uses up no number', async () => {
    const { cases, create } = process();
    const answer = await cases.create({ channel: 'chat', subject: 'half a \ud83d' })();
    expect(answer).toEqual(
      E.left({ type: 'InvalidInput', faults: ['subject: "half a \\ud83d" must be Text or null, or erased'] }),
    );
    expect((await create()).number).toMatch(/^C-10000-/);
  });

  test('dated in the future is refused', async () => {
    const { cases, create } = process();
    const { id } = await create();
    const error = await run(cases.addNote(id, { body: 'soon' }, { at: '2026-03-02T09:00:00.001Z' })).catch(
      (e: unknown) => e,
    );
    expect(error).toBeInstanceOf(CasebookError);
    expect(error).toMatchObject({
      cause: {
        type: 'InvalidInput',
        faults: ['at: 2026-03-02T09:00:00.001Z is in the future; it must be 2026-03-02T09:00:00.000Z or earlier'],
      },
    });
  });
});

describe('time', () => {
  const resolved = async () => {
    const desk = process();
    const { id } = await desk.create();
    await run(desk.cases.assign(id, { agent: 'ada' }));
    await run(desk.cases.acceptAssignment(id));
    const { events } = await run(desk.cases.resolve(id, { code: 'replaced', notes: 'New device sent.' }));
    return { ...desk, id, resolution: events };
  };

  test('is told by the last event when to look again', async () => {
    const { resolution } = await resolved();
    expect(resolution[resolution.length - 1]?.wake).toBe('2026-03-02T10:00:00.000Z');
  });

  test('brings what is due, once, dated at its instant and in nobody’s name', async () => {
    const { clock, observe, id } = await resolved();
    clock.advance({ hours: 5 });
    const stream = caseStream(tenant, id);
    const brought = await run(observe(stream, clock.now()));
    expect(brought).toMatchObject([
      { type: 'CaseClosed', occurredAt: '2026-03-02T10:00:00.000Z', commandId: null, actor: { kind: 'automation' } },
    ]);
    expect(await run(observe(stream, clock.now()))).toEqual([]);
  });

  test('has brought its events before a command is decided, also where that is refused', async () => {
    const { log, clock, cases, id } = await resolved();
    clock.advance({ hours: 5 });
    const answer = await cases.acceptResolution(id, { channel: 'chat' })();
    expect(E.isLeft(answer)).toBe(true);
    const events = await run(log.readStream(caseStream(tenant, id)));
    expect(types({ events }).slice(-1)).toEqual(['CaseClosed']);
  });
});

describe('whether an actor may', () => {
  test('is asked of the case as time has left it by then', async () => {
    const log = memoryEventStore();
    const clock = movableClock('2026-03-02T09:00:00.000Z');
    const desk = process({ log, clock });
    const { id } = await desk.create();
    await run(desk.cases.assign(id, { agent: 'ada' }));
    await run(desk.cases.acceptAssignment(id));
    await run(desk.cases.resolve(id, { code: 'replaced', notes: 'New device sent.' }));
    clock.advance({ hours: 2 });

    const seen: string[] = [];
    const authorize: Authorize = (actor, command, state) => {
      seen.push(statusOf(state.standing));
      return E.left({ type: 'NotAuthorized', actor, command: command.type, because: 'it is closed' });
    };
    const answer = await process({ log, clock, authorize }).cases.reopen(id, { reason: 'It is dark again.' })();
    expect(seen).toEqual(['Closed']);
    expect(answer).toMatchObject({ left: { type: 'NotAuthorized' } });
    const events = await run(log.readStream(caseStream(tenant, id)));
    expect(types({ events }).slice(-1)).toEqual(['CaseClosed']);
  });
});

describe('numbers', () => {
  test('of two processes never collide', async () => {
    const one = process();
    const other = process({ log: one.log });
    const created = await Promise.all(
      Array.from({ length: 250 }, (_, index) => (index % 2 === 0 ? one : other).create()),
    );
    expect(new Set(created.map(({ number }) => number)).size).toBe(250);
  });
});
