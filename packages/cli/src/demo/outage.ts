import * as E from 'fp-ts/Either';
import { run } from '@casebook/casebook';
import { Instant, literal } from '@casebook/vocabulary';
import type { Somebody } from './life';
import type { Scenery } from './scenery';

const ada: Somebody = { kind: 'agent', id: 'ada' };
const tomas: Somebody = { kind: 'agent', id: 'tomas' };
const noor: Somebody = { kind: 'agent', id: 'noor' };

const at = (time: string): Instant => literal(Instant, `2026-02-24T${time}:00.000Z`);

/** Whose routers took the update of the night. */
const owners = Array.from({ length: 40 }, (_, index) => `owner-${index + 1}`);
const [first = '', second = ''] = owners;

const product = 'router-ax';
const solution = { code: 'configured', notes: 'The update was taken back; the router restarts by itself.' };

const isDone = ({ outcome }: { readonly outcome: E.Either<unknown, unknown> }): boolean => E.isRight(outcome);

/** An update that takes the Wi-Fi of forty customers, of whom two have noticed. */
export const playOutage = async (
  { deskAs, setClock }: Scenery,
  tell: (at: Instant, line: string) => void,
): Promise<void> => {
  const scene = async (time: string, tells: (at: Instant) => Promise<string>): Promise<void> => {
    setClock(at(time));
    tell(at(time), await tells(at(time)));
  };
  const reported: string[] = [];
  let id = '';

  await scene('07:40', async (now) => {
    for (const customer of [first, second]) {
      const opening = { type: 'technical-issue', channel: 'chat', customer, product } as const;
      const words = { subject: 'No Wi-Fi since this night', fields: { serial: `AX-${customer}` } };
      const made = await run(
        deskAs({ kind: 'customer', id: customer }).cases.create({ ...opening, ...words }, { at: now }),
      );
      reported.push(made.id);
    }
    return 'Within ten minutes two customers write that their router has no Wi-Fi since this night.';
  });
  await scene('07:50', async (now) => {
    for (const one of reported) {
      await run(deskAs(ada).cases.categorize(one, { category: 'technical/connection' }, { at: now }));
      await run(deskAs(ada).cases.claim(one, { at: now }));
    }
    return 'Ada takes both up: the same update, the same minute.';
  });
  await scene('07:58', async (now) => {
    const issue = {
      title: 'Routers without Wi-Fi',
      impact: 'No network at home.',
      justification: 'Two within ten minutes, both after the update.',
      fromCase: reported[0],
    };
    ({ id } = await run(deskAs(tomas).majorIssues.propose(issue, { at: now })));
    return 'Tomas proposes a major issue from the first of the cases.';
  });
  await scene('08:05', async (now) => {
    await run(deskAs(noor).majorIssues.accept(id, { at: now }));
    return 'Noor accepts it; he could not have done that himself.';
  });
  await scene('08:20', async (now) => {
    const found = await run(
      deskAs(noor).majorIssues.identify(id, { customers: owners, source: 'log of the update server' }, { at: now }),
    );
    const customers = found.events.flatMap(({ event }) =>
      event.type === 'AffectedCustomersIdentified' ? event.customers : [],
    );
    return `The log of the update server names ${customers.length} customers.`;
  });
  await scene('08:25', async (now) => {
    const opening = { channel: 'email', product, subject: 'Your router may have no Wi-Fi' } as const;
    const { cases } = await run(
      deskAs(noor).majorIssues.openProactiveCases(id, { ...opening, attachOpen: { products: [product] } }, { at: now }),
    );
    const made = cases.filter(({ outcome }) => E.isRight(outcome) && outcome.right.opened === 'proactive').length;
    return `${made} cases are opened for those who have not called, and the ones that are there are attached: ${cases.length} in all, one a customer.`;
  });
  await scene('08:40', async (now) => {
    const body =
      'An update of this night has switched off the Wi-Fi of your router. We take it back before noon; you need do nothing.';
    const { cases } = await run(deskAs(noor).majorIssues.publishUpdate(id, { channel: 'email', body }, { at: now }));
    return `All of them are told: ${cases.filter(isDone).length} messages, each in its case.`;
  });
  await scene('11:25', async (now) => {
    const { cases } = await run(
      deskAs(noor).majorIssues.resolve(id, { ...solution, except: [reported[1] ?? ''] }, { at: now }),
    );
    return `The update is taken back, which resolves ${cases.filter(isDone).length} cases. One is left out: its router has been dead since.`;
  });
  await scene('16:00', async (now) => {
    await run(deskAs(noor).majorIssues.close(id, { at: now }));
    return 'In the afternoon Noor closes the issue. Its board says when it was what, as any list does.';
  });
};
