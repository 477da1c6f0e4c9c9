import { chance } from './chance';
import { life, type Step } from './life';
import { tenants } from './scenery';

/** A step in the life of one of the desk's cases. */
export interface Happening extends Step {
  /** The case, counted from 0. */
  readonly of: number;
  readonly tenant: string;
  /** Hexadecimal digits that name the case: its stream does not tell when it began. */
  readonly id: string;
  /** Of the last event before it in its stream; -1 where there is none. */
  readonly revision: number;
}

interface Open {
  readonly of: number;
  readonly tenant: string;
  readonly id: string;
  readonly steps: ReadonlyArray<Step>;
  readonly done: number;
  readonly revision: number;
}

const begins = Date.parse('2024-01-01T08:00:00.000Z');
const years = 2 * 365 * 86_400_000;
const eventsACase = 12.2;

const atOf = ({ steps, done }: Open): number => steps[done]?.at ?? Infinity;

/** The cases that are open, the one to which something happens next first: a binary heap. */
const agenda = () => {
  const heap: Open[] = [];
  const at = (index: number): number => {
    const open = heap[index];
    return open === undefined ? Infinity : atOf(open);
  };
  const swap = (a: number, b: number): void => {
    const [one, other] = [heap[a], heap[b]];
    if (one === undefined || other === undefined) return;
    heap[a] = other;
    heap[b] = one;
  };
  return {
    next: (): number => at(0),
    add: (open: Open): void => {
      let index = heap.push(open) - 1;
      for (let above = (index - 1) >> 1; index > 0 && at(above) > at(index); above = (index - 1) >> 1) {
        swap(index, above);
        index = above;
      }
    },
    take: (): Open | undefined => {
      const first = heap[0];
      const last = heap.pop();
      if (last === undefined || first === undefined || heap.length === 0) return first;
      heap[0] = last;
      for (let index = 0; ;) {
        const [left, right] = [2 * index + 1, 2 * index + 2];
        const below = at(right) < at(left) ? right : left;
        if (at(below) >= at(index)) return first;
        swap(index, below);
        index = below;
      }
    },
  };
};

/**
 * A desk with three tenants that has seen so many events after two years, in the order in which they came to be known, and goes on
 * without end: cases begin all the time, and what happens to one lies among what happens to the others. The same for the same number.
 */
export function* desk(events: number): Generator<Happening, never> {
  const cases = Math.ceil(events / eventsACase) + 1;
  const arrivals = chance(events);
  const open = agenda();
  let [begun, arrival] = [0, begins];
  for (;;) {
    while (arrival <= open.next()) {
      const own = chance(begun * 7 + 1);
      const tenant = own.oneOf(tenants);
      const id = own.hex(32);
      open.add({ of: begun, tenant, id, steps: life(arrival, begun, own), done: 0, revision: -1 });
      begun += 1;
      arrival += Math.round((arrivals.between(0, 2_000) / 1_000) * (years / cases));
    }
    const one = open.take();
    const step = one?.steps[one.done];
    if (one === undefined || step === undefined) continue;
    const { of, tenant, id, revision, done } = one;
    yield { ...step, of, tenant, id, revision };
    if (done + 1 < one.steps.length) open.add({ ...one, done: done + 1, revision: revision + step.events.length });
  }
}
