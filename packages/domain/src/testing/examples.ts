import {
  AgentId,
  CalendarId,
  CaseId,
  CaseNumber,
  CustomerId,
  Instant,
  instantOf,
  literal,
  plus,
  TeamId,
  textOf,
} from '@casebook/vocabulary';
import { WallTime, Zone, type Calendar, type Windows } from '@casebook/working-time';
import type { CaseCommand, CaseEvent } from '../case/case';
import type { OtherCase } from '../case/other-case';
import type { Of } from '../message';
import type { Rulebook } from '../rulebook/rulebook';
import { plainRulebook } from '../rulebook/plain';

/** Examples that tests share: one small case, and the rulebook of a small desk. */

export const at: Instant = literal(Instant, '2026-03-02T09:00:00.000Z');
export const hour = 3_600_000;
export const day = 24 * hour;
export const later = (millis: number): Instant => plus(at, millis);

export const ada = literal(AgentId, 'ada');
export const ben = literal(AgentId, 'ben');
export const support = literal(TeamId, 'technical-support');
export const returns = literal(TeamId, 'returns');

export const create: Of<CaseCommand, 'CreateCase'> = {
  type: 'CreateCase',
  at,
  number: literal(CaseNumber, 'C-10423-0'),
  caseType: null,
  service: null,
  channel: 'chat',
  origin: 'customer',
  customer: literal(CustomerId, 'customer-7'),
  product: textOf('phone'),
  fields: {},
  subject: textOf('Screen stays dark'),
  description: null,
  follows: null,
};

export const created: Of<CaseEvent, 'CaseCreated'> = {
  ...create,
  type: 'CaseCreated',
  personalFields: null,
  personalFilled: [],
};

export const categorized: Of<CaseEvent, 'CaseCategorized'> = {
  type: 'CaseCategorized',
  at,
  category: textOf('technical/display'),
  previous: null,
  complexity: null,
  by: null,
  reason: 'initial',
  decision: null,
};

export const routed: Of<CaseEvent, 'CaseRouted'> = {
  type: 'CaseRouted',
  at,
  routingId: textOf('routing-1'),
  team: support,
  previous: null,
  reason: 'initial',
  decision: null,
};

export const assigned: Of<CaseEvent, 'CaseAssigned'> = {
  type: 'CaseAssigned',
  at,
  assignmentId: textOf('assignment-1'),
  agent: ada,
  team: support,
  method: 'manual',
  respondsBy: null,
  ranking: [],
  decision: null,
};

export const accepted: Of<CaseEvent, 'AssignmentAccepted'> = {
  type: 'AssignmentAccepted',
  at,
  assignmentId: textOf('assignment-1'),
  agent: ada,
};

export const waiting: Of<CaseEvent, 'WaitStarted'> = {
  type: 'WaitStarted',
  at,
  waitId: textOf('wait-1'),
  on: 'customer',
  subject: null,
  until: null,
};

export const resolved: Of<CaseEvent, 'CaseResolved'> = {
  type: 'CaseResolved',
  at,
  resolutionId: textOf('resolution-1'),
  cycle: 1,
  code: textOf('replaced'),
  notes: textOf('Panel faulty; new device sent.'),
  template: null,
  closesAt: null,
  staysOpen: null,
  remindAt: null,
  reopenableUntil: null,
  rulebook: 0,
};

export const closed: Of<CaseEvent, 'CaseClosed'> = {
  type: 'CaseClosed',
  at,
  by: 'customer',
  code: null,
  notes: null,
  reopenableUntil: later(30 * day),
  rulebook: 0,
};

/** Another case, as somebody has looked it up. */
export const another: OtherCase = {
  caseId: literal(CaseId, 'case-2'),
  number: literal(CaseNumber, 'C-10424-8'),
  status: 'Open',
  customer: literal(CustomerId, 'customer-7'),
  above: [],
};
export const merged: Of<CaseEvent, 'CaseMerged'> = {
  type: 'CaseMerged',
  at,
  into: another.caseId,
  number: another.number,
  reason: textOf('the same fault'),
  acrossCustomers: false,
};
export const unmerged: Of<CaseEvent, 'CaseUnmerged'> = {
  type: 'CaseUnmerged',
  at,
  into: another.caseId,
  number: another.number,
  reason: textOf('another fault'),
};
export const cancelled: Of<CaseEvent, 'CaseCancelled'> = { type: 'CaseCancelled', at, reason: 'spam' };

/** A case that an agent works on. */
export const opened: ReadonlyArray<CaseEvent> = [created, routed, assigned, accepted];

const nineToFive: Windows = [{ from: literal(WallTime, '09:00'), to: literal(WallTime, '17:00') }];

/** Monday to Friday, 09:00 to 17:00 in Berlin, without holidays. */
export const officeHours: Calendar = {
  id: literal(CalendarId, 'office-hours'),
  name: textOf('Office hours'),
  zone: literal(Zone, 'Europe/Berlin'),
  week: {
    monday: nineToFive,
    tuesday: nineToFive,
    wednesday: nineToFive,
    thursday: nineToFive,
    friday: nineToFive,
    saturday: [],
    sunday: [],
  },
  exceptions: [],
};

export const deskRulebook: Rulebook = {
  ...plainRulebook,
  version: 3,
  effectiveFrom: instantOf(0),
  caseTypes: [
    {
      name: textOf('malfunction'),
      requiredFields: [{ field: textOf('serial'), stage: 'intake', when: { all: [] } }],
      defaultCategory: textOf('technical/display'),
      oneTouch: false,
    },
    { name: textOf('question'), requiredFields: [], defaultCategory: null, oneTouch: true },
  ],
  categories: [
    { path: textOf('technical/display'), criteria: null, examples: [textOf('Screen stays dark')], complexity: null },
    { path: textOf('technical/battery'), criteria: null, examples: [], complexity: 'high' },
    { path: textOf('billing'), criteria: null, examples: [], complexity: 'low' },
  ],
  teams: [
    { team: support, agents: [ada] },
    { team: returns, agents: [] },
  ],
  priority: {
    factors: [
      {
        name: textOf('category'),
        field: 'category',
        weight: 10,
        points: [{ is: textOf('technical'), points: 3 }],
        otherwise: 1,
      },
      {
        name: textOf('channel'),
        field: 'channel',
        weight: 1,
        points: [{ is: textOf('phone'), points: 5 }],
        otherwise: 0,
      },
    ],
    levels: [
      { from: 35, priority: 1 },
      { from: 30, priority: 2 },
    ],
    otherwise: 3,
  },
  routing: [
    {
      name: textOf('technical'),
      when: { all: [{ field: 'category', is: textOf('technical') }] },
      team: support,
      agent: ada,
    },
    {
      name: textOf('billing'),
      when: { all: [{ field: 'category', is: textOf('billing') }] },
      team: returns,
      agent: null,
    },
  ],
  resolutionCodes: ['replaced', 'explained'].map(textOf),
  closing: { ...plainRulebook.closing, autoCloseAfter: 5 * day, reopenWithin: 10 * day },
};
