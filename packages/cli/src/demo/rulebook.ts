import type { Field, Rulebook } from '@casebook/domain';
import { AgentId, Instant, literal, TeamId, textOf } from '@casebook/vocabulary';
import { teams, troubles, type Team } from './desk';

const days = 24 * 3_600_000;
const team = (name: Team): TeamId => literal(TeamId, name);
const to = (name: string, field: Field, is: string, receiver: Team) => ({
  name: textOf(name),
  when: { all: [{ field, is: textOf(is) }] },
  team: team(receiver),
  agent: null,
});
const type = (name: string, oneTouch: boolean) => ({
  name: textOf(name),
  requiredFields: [],
  defaultCategory: null,
  oneTouch,
});

/** How the electronics retailer runs its desk. */
export const rulebook: Rulebook = {
  version: 1,
  hash: null,
  effectiveFrom: literal(Instant, '2026-01-01T00:00:00.000Z'),
  fields: [],
  caseTypes: [
    type('technical-issue', false),
    type('order-problem', true),
    type('return-request', true),
    type('billing-question', true),
    type('question', true),
    type('complaint', false),
  ],
  categories: [...new Set(troubles.map(({ category }) => category))].map(textOf),
  teams: Object.entries(teams).map(([name, agents]) => ({
    team: literal(TeamId, name),
    agents: agents.map((agent) => literal(AgentId, agent)),
  })),
  priority: {
    factors: [
      {
        name: textOf('kind of trouble'),
        field: 'category',
        weight: 3,
        points: [
          { is: textOf('technical/power'), points: 3 },
          { is: textOf('technical'), points: 2 },
          { is: textOf('complaint'), points: 3 },
          { is: textOf('orders/delivery'), points: 2 },
        ],
        otherwise: 1,
      },
      {
        name: textOf('customer tier'),
        field: 'fields.tier',
        weight: 2,
        points: [
          { is: textOf('gold'), points: 3 },
          { is: textOf('silver'), points: 1 },
        ],
        otherwise: 0,
      },
      {
        name: textOf('channel'),
        field: 'channel',
        weight: 1,
        points: [
          { is: textOf('phone'), points: 2 },
          { is: textOf('chat'), points: 2 },
          { is: textOf('social'), points: 3 },
        ],
        otherwise: 0,
      },
    ],
    levels: [
      { from: 16, priority: 1 },
      { from: 11, priority: 2 },
      { from: 5, priority: 3 },
    ],
    otherwise: 4,
  },
  routing: [
    to('technical issues go to technical support', 'category', 'technical', 'technical-support'),
    to('orders go to the order desk', 'category', 'orders', 'orders'),
    to('returns go to the returns desk', 'category', 'returns', 'returns'),
    to('invoices go to billing', 'category', 'billing', 'billing'),
    to('complaints go to customer care', 'category', 'complaint', 'customer-care'),
    to('product questions go to customer care', 'category', 'product', 'customer-care'),
  ],
  calendars: [],
  serviceLevels: [],
  escalations: [],
  resolutionCodes: [...new Set(troubles.flatMap(({ codes }) => codes))].map(textOf),
  closing: { autoCloseAfter: 5 * days, reopenWithin: 14 * days },
};
