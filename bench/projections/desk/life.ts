import type { CaseEvent, Channel, Decision, PriorityLevel, WaitOn } from '@casebook/domain';
import { CaseNumber, CustomerId, instantOf, literal, textOf, type Instant, type Text } from '@casebook/vocabulary';
import type { Chance } from './chance';
import {
  descriptions,
  findings,
  fromAgents,
  fromCustomers,
  notes,
  repair,
  troubles,
  type Team,
  type Trouble,
} from './scenery';

/** What happens to a case at once: the outcome of one command. */
export interface Step {
  /** When the log learns it, in milliseconds; its events may have happened before. */
  readonly at: number;
  readonly by: 'agent' | 'customer' | 'system';
  readonly who: Text;
  readonly events: readonly [CaseEvent, ...ReadonlyArray<CaseEvent>];
  /** When time alone brings something next. */
  readonly wake: Instant | null;
}

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const mostToClose = 5 * day;
const rulebook = 7;

const channels: readonly [Channel, ...ReadonlyArray<Channel>] = ['email', 'chat', 'phone', 'portal', 'social'];
const tiers = [textOf('standard'), textOf('silver'), textOf('gold')] as const;
const levels: readonly [PriorityLevel, ...ReadonlyArray<PriorityLevel>] = [3, 2, 4, 1];
const system = textOf('casebook');
const portal = textOf('portal');
const ids = Array.from({ length: 40 }, (_, number) => ({
  routing: textOf(`routing-${number}`),
  assignment: textOf(`assignment-${number}`),
  wait: textOf(`wait-${number}`),
  message: textOf(`message-${number}`),
  note: textOf(`note-${number}`),
  finding: textOf(`finding-${number}`),
  resolution: textOf(`resolution-${number}`),
}));

type Kind = keyof (typeof ids)[number];

const decided = (rule: string, caseType: Text, tier: Text, because: string): Decision => ({
  rulebook,
  rule: textOf(rule),
  inputs: { caseType, tier },
  alternatives: [
    { choice: textOf('customer-care'), because: textOf('its condition does not hold: caseType is another') },
  ],
  because: textOf(because),
});

const byType = new Map(
  troubles.map(({ caseType, team }) => [
    caseType,
    tiers.map((tier) => ({
      routing: decided(`to ${team.id}`, caseType, tier, `the case type is ${caseType}`),
      priority: decided('model', caseType, tier, `the score of a ${tier} customer's ${caseType}`),
    })),
  ]),
);

/** The life of a case that begins at an instant, as lives of cases go at a retailer's desk: some twelve events in hours to weeks. */
export const life = (begins: number, number: number, chance: Chance): ReadonlyArray<Step> => {
  const trouble: Trouble = chance.oneOf(troubles);
  const channel = chance.oneOf(channels);
  const customer = literal(CustomerId, `customer-${chance.between(1, 60_000)}`);
  const caller = textOf(customer);
  const tier = chance.between(0, tiers.length - 1);
  const decisions = byType.get(trouble.caseType)?.[tier];
  const steps: Step[] = [];
  const used = { routing: 0, assignment: 0, wait: 0, message: 0, note: 0, finding: 0, resolution: 0 };
  let now = begins;
  let cycle = 1;
  let team: Team | null = null;

  const next = (kind: Kind): Text => {
    used[kind] += 1;
    return ids[used[kind]]?.[kind] ?? textOf(`${kind}-${used[kind]}`);
  };
  const later = (median: number): Instant => {
    now += chance.lasting(median);
    return instantOf(now);
  };
  const step = (by: Step['by'], who: Text, events: Step['events'], wake: Instant | null = null): void => {
    steps.push({ at: now, by, who, events, wake });
  };

  const routed = (to: Team, reason: 'initial' | 'escalation', at: Instant): CaseEvent => {
    const previous = team?.id ?? null;
    team = to;
    const decision = reason === 'initial' ? (decisions?.routing ?? null) : null;
    return { type: 'CaseRouted', at, routingId: next('routing'), team: to.id, previous, reason, decision };
  };

  const triaged = (): void => {
    const at = later(25 * minute);
    const { category } = trouble;
    const wrong = chance.happens(0.06) ? chance.oneOf(troubles).category : category;
    const priority = chance.oneOf(levels);
    step('agent', textOf('customer-care-1'), [
      {
        type: 'CaseCategorized',
        at,
        category: wrong,
        previous: null,
        complexity: null,
        by: null,
        reason: 'initial',
        decision: null,
      },
      {
        type: 'CasePrioritized',
        at,
        priority,
        previous: null,
        score: 10 - priority * 2,
        factors: [
          { name: textOf('tier'), value: tiers[tier] ?? tiers[0], weight: 2, points: 3 - tier },
          { name: textOf('case type'), value: trouble.caseType, weight: 1, points: 4 - priority },
        ],
        reason: null,
        decision: decisions?.priority ?? null,
      },
      routed(trouble.team, 'initial', at),
    ]);
    if (wrong === category) return;
    const corrected = later(hour);
    step('agent', textOf('customer-care-2'), [
      {
        type: 'CaseCategorized',
        at: corrected,
        category,
        previous: wrong,
        complexity: null,
        by: null,
        reason: 'misclassified',
        decision: null,
      },
    ]);
  };

  interface Held {
    readonly agent: Team['agents'][number];
    readonly assignment: Text;
  }

  const taken = (by: Team): Held => {
    const agent = chance.oneOf(by.agents);
    const assignment = next('assignment');
    const at = later(50 * minute);
    const isClaimed = chance.happens(0.55);
    const assigned: CaseEvent = {
      type: 'CaseAssigned',
      at,
      assignmentId: assignment,
      agent,
      team: by.id,
      method: isClaimed ? 'claimed' : 'manual',
      respondsBy: null,
      ranking: [],
      decision: null,
    };
    if (isClaimed) {
      step('agent', textOf(agent), [assigned, { type: 'AssignmentAccepted', at, assignmentId: assignment, agent }]);
      return { agent, assignment };
    }
    step('agent', textOf(by.agents[0]), [assigned]);
    if (chance.happens(0.1)) {
      const reason = 'declined';
      step('agent', textOf(agent), [
        { type: 'AssignmentEnded', at: later(20 * minute), assignmentId: assignment, agent, reason },
      ]);
      return taken(by);
    }
    step('agent', textOf(agent), [
      { type: 'AssignmentAccepted', at: later(30 * minute), assignmentId: assignment, agent },
    ]);
    return { agent, assignment };
  };

  const received = (at: Instant): CaseEvent => ({
    type: 'MessageReceived',
    at,
    messageId: next('message'),
    channel,
    inReplyTo: null,
    body: chance.oneOf(fromCustomers),
    from: 'customer',
  });

  const sent = (at: Instant, awaits: Text | null): CaseEvent => ({
    type: 'MessageSent',
    at,
    messageId: next('message'),
    channel,
    inReplyTo: null,
    body: chance.oneOf(fromAgents),
    to: 'customer',
    automated: false,
    awaits,
    template: null,
  });

  const waited = (on: WaitOn, holder: Text): void => {
    const waitId = next('wait');
    const at = later(40 * minute);
    const until = instantOf(now + 7 * day);
    const started: CaseEvent = { type: 'WaitStarted', at, waitId, on, subject: null, until };
    if (on === 'customer') {
      step('agent', holder, [sent(at, waitId), started], until);
      const answered = later(9 * hour);
      step('customer', caller, [received(answered), { type: 'WaitEnded', at: answered, waitId, cause: 'answered' }]);
    } else {
      step('agent', holder, [started], until);
      step('agent', holder, [{ type: 'WaitEnded', at: later(30 * hour), waitId, cause: 'done' }]);
    }
  };

  const worked = (holder: Text): void => {
    if (chance.happens(0.3)) {
      const kind = chance.happens(0.5) ? 'test' : 'rootCause';
      const text = chance.oneOf(findings);
      step('agent', holder, [
        { type: 'FindingRecorded', at: later(hour), findingId: next('finding'), kind, text, template: null },
      ]);
    }
    if (chance.happens(0.35)) waited('customer', holder);
    if (chance.happens(0.25)) step('customer', caller, [received(later(6 * hour))]);
    if (chance.happens(0.45)) step('agent', holder, [sent(later(hour), null)]);
    if (chance.happens(0.12)) waited('thirdParty', holder);
    if (chance.happens(0.2))
      step('agent', holder, [
        {
          type: 'NoteAdded',
          at: later(hour),
          noteId: next('note'),
          body: chance.oneOf(notes),
          mentions: [],
          template: null,
        },
      ]);
    // A call that is written down only the next day.
    if (chance.happens(0.03)) {
      const called = received(instantOf(now - 30 * minute));
      now += chance.lasting(8 * hour);
      step('agent', holder, [called]);
    }
  };

  const resolved = (holder: Text): Text => {
    const at = later(5 * hour);
    const resolutionId = next('resolution');
    const closesAt = instantOf(now + mostToClose);
    const notes = textOf(`${trouble.subject}: ${trouble.code}.`);
    const { code } = trouble;
    const reopenableUntil = instantOf(now + 30 * day);
    const event: CaseEvent = {
      type: 'CaseResolved',
      at,
      resolutionId,
      cycle,
      code,
      notes,
      template: null,
      closesAt,
      staysOpen: null,
      remindAt: null,
      reopenableUntil,
      rulebook,
    };
    const outcome = chance.happens(0.8) ? 'met' : 'missed';
    step('agent', holder, chance.happens(0.2) ? [event, reported(at, outcome)] : [event], closesAt);
    return resolutionId;
  };

  const reported = (at: Instant, outcome: 'met' | 'missed'): CaseEvent => ({
    type: 'ServiceLevelReported',
    at,
    metric: textOf('resolution'),
    outcome,
  });

  const closed = (at: Instant, by: 'customer' | 'autoClose'): CaseEvent => ({
    type: 'CaseClosed',
    at,
    by,
    code: trouble.code,
    notes: null,
    reopenableUntil: instantOf(now + 30 * day),
    rulebook,
  });

  const reopened = (cause: 'solutionRejected' | 'recurrence', by: Step['by'], who: Text, holder: Text): void => {
    cycle += 1;
    const reason = textOf('The same trouble is back.');
    step(by, who, [{ type: 'CaseReopened', at: instantOf(now), cycle, cause, reason }]);
    worked(holder);
    concluded(holder);
  };

  const concluded = (holder: Text): void => {
    const resolution = resolved(holder);
    const { at: when } = steps[steps.length - 1] ?? { at: now };
    if (chance.happens(0.5)) {
      now = Math.min(now + chance.lasting(7 * hour), when + mostToClose - minute);
      const at = instantOf(now);
      step('customer', caller, [
        { type: 'ResolutionAccepted', at, resolutionId: resolution, via: portal },
        closed(at, 'customer'),
      ]);
    } else if (chance.happens(0.15)) {
      now = Math.min(now + chance.lasting(7 * hour), when + mostToClose - minute);
      return reopened('solutionRejected', 'customer', caller, holder);
    } else {
      now = when + mostToClose;
      step('system', system, [closed(instantOf(now), 'autoClose')]);
    }
    if (!chance.happens(0.03)) return;
    now += chance.lasting(4 * day);
    reopened('recurrence', 'agent', holder, holder);
  };

  step('customer', caller, [
    {
      type: 'CaseCreated',
      at: instantOf(begins),
      number: literal(CaseNumber, `C-${number}`),
      caseType: trouble.caseType,
      service: null,
      channel,
      origin: 'customer',
      customer,
      product: trouble.product,
      fields: { tier: tiers[tier] ?? tiers[0] },
      subject: trouble.subject,
      description: chance.oneOf(descriptions),
      follows: null,
      personalFields: null,
      personalFilled: [],
    },
  ]);
  if (chance.happens(0.04)) {
    step('agent', textOf('customer-care-1'), [{ type: 'CaseCancelled', at: later(hour), reason: 'spam' }]);
    return steps;
  }
  triaged();
  let held = taken(trouble.team);
  if (chance.happens(0.07)) {
    const at = later(3 * hour);
    const { agent, assignment } = held;
    step('agent', textOf(agent), [
      { type: 'AssignmentEnded', at, assignmentId: assignment, agent, reason: 'rerouted' },
      routed(repair, 'escalation', at),
    ]);
    held = taken(repair);
  }
  const holder = textOf(held.agent);
  worked(holder);
  if (chance.happens(0.002)) {
    const holdId = textOf(`hold-${number}`);
    step('agent', holder, [
      { type: 'LegalHoldPlaced', at: later(hour), holdId, basis: textOf('a letter of a lawyer') },
    ]);
    step('agent', holder, [{ type: 'LegalHoldReleased', at: later(day), holdId, reason: textOf('settled') }]);
  }
  if (chance.happens(0.0005))
    step('agent', textOf('privacy'), [
      {
        type: 'PersonalDataErased',
        at: later(day),
        person: customer,
        key: textOf('a key'),
        reason: textOf('asked for it'),
      },
    ]);
  if (chance.happens(0.01))
    step('system', textOf('monitor'), [
      {
        type: 'ActivityRecorded',
        at: later(hour),
        label: textOf('device reported'),
        attributes: { code: textOf('E17') },
      },
    ]);
  concluded(holder);
  return steps;
};
