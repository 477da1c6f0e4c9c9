import type { Money } from '@casebook/domain';

/** An amount in the currency's smallest unit, as it is stored: how many decimals a currency has is not known here. */
export const money = ({ amount, currency }: Money): string => `${amount} ${currency} (smallest unit)`;
