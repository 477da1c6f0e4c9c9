/** Who works at the retailer's desk, and on what. */
export const teams = {
  'technical-support': ['ada', 'noor', 'tomas', 'wei'],
  'repair-centre': ['lena', 'piotr'],
  orders: ['carla', 'deniz', 'emeka'],
  returns: ['bo', 'fatima'],
  billing: ['grace', 'hugo'],
  'customer-care': ['ines', 'jamal', 'kim'],
} as const;

export type Team = keyof typeof teams;

/** One kind of trouble that customers have. */
export interface Trouble {
  readonly caseType:
    'technical-issue' | 'order-problem' | 'return-request' | 'billing-question' | 'question' | 'complaint';
  readonly category: string;
  readonly team: Team;
  readonly subjects: readonly [string, ...string[]];
  readonly products: readonly [string, ...string[]];
  readonly codes: readonly [string, ...string[]];
  /** Of a hundred or so cases. */
  readonly weight: number;
  /** Median hours of work between two steps. */
  readonly hours: number;
}

const devices = ['tv-55-oled', 'laptop-14', 'phone-x2', 'tablet-10', 'soundbar-3', 'router-ax'] as const;

export const troubles: readonly [Trouble, ...Trouble[]] = [
  {
    caseType: 'technical-issue',
    category: 'technical/display',
    team: 'technical-support',
    subjects: ['Screen stays dark', 'Lines across the picture', 'Screen flickers when warm'],
    products: ['tv-55-oled', 'laptop-14', 'phone-x2'],
    codes: ['replaced', 'repaired', 'configured'],
    weight: 14,
    hours: 5,
  },
  {
    caseType: 'technical-issue',
    category: 'technical/power',
    team: 'technical-support',
    subjects: ['Battery is empty after an hour', 'Does not charge', 'Switches itself off'],
    products: ['laptop-14', 'phone-x2', 'tablet-10'],
    codes: ['replaced', 'repaired'],
    weight: 12,
    hours: 5,
  },
  {
    caseType: 'technical-issue',
    category: 'technical/connection',
    team: 'technical-support',
    subjects: ['No Wi-Fi since the update', 'Bluetooth drops out', 'Router restarts at night'],
    products: devices,
    codes: ['configured', 'advised', 'replaced'],
    weight: 11,
    hours: 3,
  },
  {
    caseType: 'order-problem',
    category: 'orders/delivery',
    team: 'orders',
    subjects: ['Parcel has not arrived', 'Delivered to the wrong address', 'Parcel arrived damaged'],
    products: devices,
    codes: ['delivered', 'refunded', 'replaced'],
    weight: 20,
    hours: 4,
  },
  {
    caseType: 'order-problem',
    category: 'orders/change',
    team: 'orders',
    subjects: ['Please change the address', 'Cancel my order, please', 'Wrong colour ordered'],
    products: devices,
    codes: ['changed', 'refunded'],
    weight: 9,
    hours: 1.5,
  },
  {
    caseType: 'return-request',
    category: 'returns/exchange',
    team: 'returns',
    subjects: ['Would like another size', 'Exchange for the larger model', 'Return within 14 days'],
    products: devices,
    codes: ['replaced', 'refunded'],
    weight: 12,
    hours: 8,
  },
  {
    caseType: 'billing-question',
    category: 'billing/invoice',
    team: 'billing',
    subjects: ['Invoice is missing', 'Charged twice', 'Voucher was not counted'],
    products: devices,
    codes: ['refunded', 'corrected', 'advised'],
    weight: 10,
    hours: 3,
  },
  {
    caseType: 'question',
    category: 'product/advice',
    team: 'customer-care',
    subjects: ['Does the soundbar fit the TV?', 'Which router for two floors?', 'How long is the warranty?'],
    products: devices,
    codes: ['advised'],
    weight: 9,
    hours: 1,
  },
  {
    caseType: 'complaint',
    category: 'complaint/service',
    team: 'customer-care',
    subjects: ['Nobody called me back', 'Third repair of the same device', 'Unfriendly on the phone'],
    products: devices,
    codes: ['goodwill', 'advised'],
    weight: 3,
    hours: 6,
  },
];
