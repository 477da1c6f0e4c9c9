import type { TaskEither } from 'fp-ts/TaskEither';
import type { Cases, CaseFailure, CaseOutcome } from '@casebook/casebook';
import type { Channel } from '@casebook/domain';
import { later, plus, type Instant, type Millis } from '@casebook/vocabulary';
import { staffed } from './arrivals';
import type { Chance } from './chance';
import { teams, troubles, type Team, type Trouble } from './desk';

const minutes = 60_000;
const hours = 60 * minutes;

export interface Somebody {
  readonly kind: 'agent' | 'customer';
  readonly id: string;
}

type Answer = TaskEither<CaseFailure, CaseOutcome>;

/** One command in the life of a case. */
export interface Step {
  readonly at: Instant;
  readonly by: Somebody;
  readonly give: (cases: Cases, id: string, at: { readonly at: Instant }) => Answer;
}

/** What will be done to a case, beginning with its creation. */
export interface Life {
  readonly begins: Instant;
  readonly by: Somebody;
  readonly create: (cases: Cases, at: { readonly at: Instant }) => ReturnType<Cases['create']>;
  readonly steps: ReadonlyArray<Step>;
}

const channels = [
  ['email', 34],
  ['chat', 22],
  ['phone', 20],
  ['portal', 17],
  ['social', 5],
  ['inPerson', 2],
] as const satisfies ReadonlyArray<readonly [Channel, number]>;

const tiers = [
  ['standard', 75],
  ['silver', 18],
  ['gold', 7],
] as const;

/** What the template of the rulebook says. */
const tomorrow = 'We are looking into it and will be back tomorrow.';

const agent = (id: string): Somebody => ({ kind: 'agent', id });

/** The service that a customer asks for, among those that the rulebook offers them; undefined where they only tell what is wrong. */
const serviceFor = (
  { caseType }: Trouble,
  channel: Channel,
  { tier, product }: { readonly tier: string; readonly product: string },
): string | undefined => {
  if (caseType === 'technical-issue' && tier === 'gold' && ['tv-55-oled', 'laptop-14'].includes(product))
    return 'express replacement';
  if (caseType === 'return-request' && channel === 'portal') return 'exchange';
  if (caseType === 'billing-question' && (channel === 'portal' || channel === 'email')) return 'invoice copy';
  return caseType === 'question' && channel === 'chat' ? 'product advice' : undefined;
};

/** The life of a case that comes in at an instant, as such cases go at the retailer's. */
export const life = (begins: Instant, number: number, chance: Chance): Life => {
  const trouble: Trouble = chance.weighted([
    [troubles[0], troubles[0].weight],
    ...troubles.slice(1).map((one) => [one, one.weight] as const),
  ]);
  const isDevice = trouble.caseType === 'technical-issue';
  const channel = chance.weighted(channels);
  const customer: Somebody = { kind: 'customer', id: `customer-${chance.between(1, 900)}` };
  const steps: Step[] = [];
  let now = begins;

  const does = (by: Somebody, after: Millis, give: Step['give']): void => {
    const earliest = plus(now, Math.max(5000, after));
    now = later(plus(now, 1000), by.kind === 'agent' ? staffed(earliest) : earliest);
    steps.push({ at: now, by, give });
  };
  const working = (share = 1): Millis => chance.lasting(trouble.hours * share * hours);
  const someoneIn = (team: Team): Somebody => agent(chance.oneOf(teams[team]));

  const triage = (): void => {
    const clerk = someoneIn('customer-care');
    if (chance.happens(0.06)) {
      const wrong = chance.oneOf(troubles).category;
      does(clerk, chance.lasting(20 * minutes), (cases, id, at) => cases.categorize(id, { category: wrong }, at));
      if (wrong !== trouble.category)
        does(clerk, working(0.3), (cases, id, at) =>
          cases.categorize(id, { category: trouble.category, reason: 'misclassified' }, at),
        );
    } else
      does(clerk, chance.lasting(20 * minutes), (cases, id, at) =>
        cases.categorize(id, { category: trouble.category }, at),
      );
    // Of those the rulebook wants a second opinion.
    if (trouble.caseType === 'complaint' && chance.happens(0.8)) {
      const [first, second] = teams['customer-care'];
      const other = agent(clerk.id === first ? second : first);
      does(other, chance.lasting(40 * minutes), (cases, id, at) => cases.reviewCategory(id, {}, at));
    }
  };

  const taken = (team: Team): Somebody => {
    const holder = someoneIn(team);
    if (chance.happens(0.6)) {
      does(holder, working(0.4), (cases, id, at) => cases.claim(id, at));
      return holder;
    }
    const lead = agent(teams[team][0]);
    does(lead, working(0.3), (cases, id, at) => cases.assign(id, { agent: holder.id }, at));
    if (chance.happens(0.08)) {
      does(holder, 30 * minutes, (cases, id, at) => cases.declineAssignment(id, at));
      does(lead, working(0.3), (cases, id, at) => cases.assign(id, { agent: lead.id }, at));
      does(lead, 5 * minutes, (cases, id, at) => cases.acceptAssignment(id, at));
      return lead;
    }
    does(holder, working(0.3), (cases, id, at) => cases.acceptAssignment(id, at));
    return holder;
  };

  const asked = (holder: Somebody): void => {
    const body = chance.oneOf(['Could you send us a photo of it?', 'What is the serial number on the back?']);
    does(holder, working(0.3), (cases, id, at) => cases.requestInformation(id, { channel, body }, at));
    if (chance.happens(0.9))
      does(customer, chance.lasting(9 * hours, 1), (cases, id, at) =>
        cases.receiveMessage(id, { channel, body: 'Here it is, as you asked.' }, at),
      );
  };

  const worked = (holder: Somebody): void => {
    if (isDevice)
      does(holder, working(0.5), (cases, id, at) =>
        cases.recordFinding(id, { kind: 'test', text: 'Factory reset makes no difference.' }, at),
      );
    if (chance.happens(0.35)) asked(holder);
    if (chance.happens(0.25))
      does(customer, chance.lasting(6 * hours), (cases, id, at) =>
        cases.receiveMessage(id, { channel, body: 'Is there any news?' }, at),
      );
    if (chance.happens(0.5))
      does(holder, working(0.3), (cases, id, at) =>
        cases.sendMessage(id, { channel, body: tomorrow, template: 'news tomorrow' }, at),
      );
    if (chance.happens(0.12)) {
      const part = { waitId: 'spare part' };
      does(holder, working(0.3), (cases, id, at) =>
        cases.startWait(
          id,
          { on: 'thirdParty', subject: 'spare part' },
          { ...at, commandId: `${part.waitId} ${number}` },
        ),
      );
      does(holder, chance.lasting(40 * hours, 0.5), (cases, id, at) =>
        cases.endWait(id, { waitId: `${part.waitId} ${number}` }, at),
      );
    }
    if (chance.happens(0.15))
      does(holder, working(0.2), (cases, id, at) => cases.addNote(id, { body: 'Talked to the warehouse.' }, at));
  };

  /** What the rulebook has whoever looks into a device know of it: a form asks for it at once, others are asked on the phone. */
  const serial = `SN-${20_000 + number}`;
  const identified = (holder: Somebody): void => {
    if (isDevice && channel !== 'portal')
      does(holder, 2 * minutes, (cases, id, at) => cases.revise(id, { fields: { serial } }, at));
  };

  const resolved = (holder: Somebody): void => {
    const code = chance.oneOf(trouble.codes);
    const notes = `${trouble.subjects[0]}: ${code}.`;
    does(holder, working(), (cases, id, at) => cases.resolve(id, { code, notes }, at));
  };

  const concluded = (holder: Somebody): void => {
    resolved(holder);
    const reply = chance.weighted([
      ['accepts', 50],
      ['rejects', 9],
      ['says nothing', 41],
    ]);
    if (reply === 'accepts') {
      does(customer, chance.lasting(7 * hours, 1), (cases, id, at) =>
        cases.acceptResolution(id, { channel: 'portal' }, at),
      );
      if (chance.happens(0.03))
        does(holder, chance.lasting(90 * hours, 0.4), (cases, id, at) =>
          cases.reopen(id, { cause: 'recurrence', reason: 'The same trouble is back.' }, at),
        );
    }
    if (reply === 'rejects') {
      does(customer, chance.lasting(7 * hours, 1), (cases, id, at) =>
        cases.rejectResolution(id, { reason: 'It still does not work.' }, at),
      );
      worked(holder);
      resolved(holder);
    }
  };

  if (chance.happens(0.04)) {
    const reason = chance.oneOf(['withdrawn', 'spam', 'duplicate'] as const);
    does(someoneIn('customer-care'), chance.lasting(40 * minutes), (cases, id, at) => cases.cancel(id, { reason }, at));
  } else {
    triage();
    let holder = taken(trouble.team);
    identified(holder); // before somebody hands it on: rules are asked again where to
    if (trouble.team === 'technical-support' && chance.happens(0.18)) {
      does(holder, working(0.6), (cases, id, at) =>
        cases.route(id, { team: 'repair-centre', reason: 'escalation' }, at),
      );
      holder = taken('repair-centre');
    }
    worked(holder);
    concluded(holder);
  }

  const product = chance.oneOf(trouble.products);
  const subject = chance.oneOf(trouble.subjects);
  const tier = chance.weighted(tiers);
  const opening = {
    type: trouble.caseType,
    service: serviceFor(trouble, channel, { tier, product }),
    channel,
    customer: customer.id,
    product,
    subject,
    fields: {
      tier,
      ...(isDevice && channel === 'portal' ? { serial } : {}),
      ...(trouble.caseType === 'complaint' && tier === 'gold' ? { callback: `+49 30 5550${number}` } : {}),
    },
  };
  return { begins, by: customer, create: (cases, at) => cases.create(opening, at), steps };
};
