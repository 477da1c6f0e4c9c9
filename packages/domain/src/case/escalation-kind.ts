/** To those who know more, to those who decide more, because a customer asks for it, or for all cases of an account. */
export type EscalationKind = 'functional' | 'hierarchical' | 'customer' | 'account';
