import { AgentId, literal, TeamId, textOf, type Text } from '@casebook/vocabulary';

/** What a retailer's desk is about, and who works at it. */
export interface Trouble {
  readonly caseType: Text;
  readonly category: Text;
  readonly subject: Text;
  readonly product: Text;
  readonly team: Team;
  readonly code: Text;
}

export interface Team {
  readonly id: TeamId;
  readonly agents: readonly [AgentId, ...ReadonlyArray<AgentId>];
}

const team = (id: string, agents: number): Team => {
  const agent = (number: number): AgentId => literal(AgentId, `${id}-${number}`);
  return {
    id: literal(TeamId, id),
    agents: [agent(1), ...Array.from({ length: agents - 1 }, (_, index) => agent(index + 2))],
  };
};

const care = team('customer-care', 18);
const technical = team('technical-support', 24);
export const repair = team('repair-centre', 9);
const returns = team('returns', 12);
const billing = team('billing', 8);

const trouble = (
  caseType: string,
  category: string,
  subject: string,
  product: string,
  whose: Team,
  code: string,
): Trouble => ({
  caseType: textOf(caseType),
  category: textOf(category),
  subject: textOf(subject),
  product: textOf(product),
  team: whose,
  code: textOf(code),
});

export const troubles: readonly [Trouble, ...ReadonlyArray<Trouble>] = [
  trouble('technical-issue', 'technical/display/dark', 'Screen stays dark', 'tv-55-oled', technical, 'replaced'),
  trouble('delivery', 'delivery/late', 'Parcel has not arrived', 'washer-9kg', care, 'redelivered'),
  trouble('return', 'returns/damaged', 'Arrived with a dent', 'fridge-300', returns, 'refunded'),
  trouble('technical-issue', 'technical/connectivity/wifi', 'No network since the update', 'tv-43', technical, 'fixed'),
  trouble('billing', 'billing/charged-twice', 'Charged twice for one order', 'gift-card', billing, 'refunded'),
  trouble('technical-issue', 'technical/noise', 'Drum is loud when spinning', 'washer-9kg', technical, 'repaired'),
  trouble('question', 'question/warranty', 'How long is the warranty?', 'phone-12', care, 'answered'),
  trouble('return', 'returns/changed-mind', 'Wants to send it back', 'headset-pro', returns, 'refunded'),
  trouble('billing', 'billing/invoice', 'Needs an invoice with another address', 'laptop-14', billing, 'sent'),
  trouble('question', 'question/installation', 'How is it mounted on a wall?', 'tv-55-oled', care, 'answered'),
  trouble('technical-issue', 'technical/battery', 'Battery lasts an hour only', 'phone-12', technical, 'replaced'),
  trouble('complaint', 'complaint/staff', 'Nobody called back', 'none', care, 'apologized'),
];

export const tenants = ['retail-north', 'retail-south', 'outlet'] as const;

const texts = (first: string, ...others: ReadonlyArray<string>): readonly [Text, ...ReadonlyArray<Text>] => [
  textOf(first),
  ...others.map(textOf),
];

export const fromCustomers = texts(
  'Here it is, as you asked. The number on the back is hard to read, I hope the photo helps.',
  'Is there any news? I have been waiting since Monday.',
  'I tried what you wrote, step by step, and it makes no difference: as soon as it has been off for a minute the same thing happens again.',
  'Thank you, that was quick! 👍',
  'Mein Mann hat es noch einmal versucht, aber es bleibt dabei.',
);

export const fromAgents = texts(
  'Could you send us a photo of it, with the plate on the back if you can reach it?',
  'We are looking into it and will be back tomorrow. There is nothing that you need to do until then.',
  'Please leave it without power for ten minutes, hold the button for five seconds, and start it again. If the light blinks twice, tell us what the display shows.',
  'A new one is on its way. The carrier takes the old one along; please have it ready in its box.',
);

export const notes = texts(
  'Talked to the warehouse: the last one of this series, the next come in on Thursday.',
  'Second time this month, see the case before.',
  'Customer prefers to be called after five.',
);

export const findings = texts(
  'Power reset and another cable: sound, no picture.',
  'Panel connector came loose: a known fault of this series.',
  'Log of the carrier shows the parcel at the wrong depot.',
);

export const descriptions = texts(
  'Sound is there, the picture is not. Bought three weeks ago in the shop, it worked until yesterday evening. I have pulled the plug and waited, as the manual says.',
  'Ordered on the second, promised for the fifth. The tracking page has not changed since.',
  'There is a dent at the lower left corner, about as wide as a hand. The box was fine.',
);
