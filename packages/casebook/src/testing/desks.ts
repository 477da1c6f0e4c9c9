import { plainRulebook, RulebookCodec, type Rulebook } from '@casebook/domain';
import { instantOf, type Actor, type Instant } from '@casebook/vocabulary';
import { agent, customer } from '../actors';
import type { SqlResult } from '../analysts';
import type { Desk } from '../desk';
import type { Rulebooks } from '../rulebooks';
import { run } from '../run';
import type { Span } from './movable-clock';
import { openTestCasebook, type TestCasebook, type TestOptions } from './open-test-casebook';

/** A tenant, and what those see who are in most stories: two agents and a customer. */
export interface TestTenant {
  readonly as: (actor: Actor) => Desk;
  readonly ada: Desk;
  readonly ben: Desk;
  readonly maria: Desk;
  /** Publishes a version with these sections, from now on. */
  readonly publish: (sections: object, version?: number) => ReturnType<Rulebooks['publish']>;
  /** The rows of a statement over the views for analysts, in which `$tenant` stands for the tenant. */
  readonly sql: (statement: string) => Promise<SqlResult['rows']>;
}

/** Many tenants in one casebook in memory, with one clock: opening one takes seconds, a tenant takes none. */
export interface TestDesks {
  readonly open: () => Promise<void>;
  /** A tenant of its own, under a published rulebook that has these sections; under none where there are none. */
  readonly under: (sections?: object) => Promise<TestTenant>;
  /** Lets so much time pass, and bring to all cases what it brings. */
  readonly pass: (span: Span) => Promise<Instant>;
  /** Lets time pass until nine o'clock UTC of the next Monday. */
  readonly passToMonday: () => Promise<Instant>;
  readonly close: () => Promise<void>;
}

/** A rulebook with these sections as a document writes them, the rest as in the plain one. Nobody has read it: publishing does. */
export const rulebookOf = (sections: object, version = 1): Rulebook => {
  const plain = RulebookCodec.encode({ ...plainRulebook, version });
  return { ...(typeof plain === 'object' ? plain : {}), ...sections } as Rulebook; // until it is read
};

/** What whoever cares for the rules of a test says of a version. */
export const approved = { approvedBy: 'grace', changeNote: 'As the test needs it.', effectiveFrom: 'now' };

const aMonday = Date.parse('2026-01-05T09:00:00.000Z');
const week = 7 * 24 * 60 * 60 * 1000;

export const testDesks = (options: TestOptions = {}): TestDesks => {
  let opened: Promise<TestCasebook> | undefined;
  const casebook = (): Promise<TestCasebook> => (opened ??= openTestCasebook(options));
  let tenants = 0;

  const passed = async (move: (clock: TestCasebook['clock']) => Instant): Promise<Instant> => {
    const { clock, observeTime } = await casebook();
    const now = move(clock);
    await run(observeTime());
    return now;
  };

  const tenantOf = ({ as, sql }: TestCasebook, tenant: string): TestTenant => {
    const desk = (actor: Actor): Desk => as({ tenant, actor });
    const ada = desk(agent('ada'));
    return {
      as: desk,
      ada,
      ben: desk(agent('ben')),
      maria: desk(customer('maria')),
      publish: (sections, version) => ada.rulebook.publish(rulebookOf(sections, version), approved),
      sql: async (statement) => (await run(sql(statement.replaceAll('$tenant', `'${tenant}'`)))).rows,
    };
  };

  return {
    open: async () => void (await casebook()),
    under: async (sections) => {
      tenants += 1;
      const tenant = tenantOf(await casebook(), `tenant-${tenants}`);
      if (sections !== undefined) await run(tenant.publish(sections));
      return tenant;
    },
    pass: (span) => passed((clock) => clock.advance(span)),
    passToMonday: () =>
      passed((clock) => {
        const weeks = Math.floor((Date.parse(clock.now()) - aMonday) / week) + 1;
        return clock.moveTo(instantOf(aMonday + weeks * week));
      }),
    close: async () => (await casebook()).close(),
  };
};
