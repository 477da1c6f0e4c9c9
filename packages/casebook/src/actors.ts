import { literal, Text, type Actor } from '@casebook/vocabulary';

const actor =
  (kind: Actor['kind']) =>
  (id: string, onBehalfOf?: string): Actor => ({
    kind,
    id: literal(Text, id),
    onBehalfOf: onBehalfOf === undefined ? null : literal(Text, onBehalfOf),
  });

/** Somebody who works on cases. */
export const agent = actor('agent');
/** Somebody whose case it is. */
export const customer = actor('customer');
/** A program that acts by itself. */
export const automation = actor('automation');
