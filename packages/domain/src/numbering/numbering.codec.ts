import * as t from 'io-ts';
import { Instant } from '@casebook/vocabulary';
import { first, type EventSchemas } from '../schema';
import type { NumberingEvent } from './numbering';

/** The category of the stream that allots a tenant's numbers. */
export const numberingCategory = 'numbering';

const NumbersReserved = t.strict({ type: t.literal('NumbersReserved'), at: Instant, from: t.number, to: t.number });

/** How the events of numbering are stored. */
export const numberingSchemas: EventSchemas<NumberingEvent> = { NumbersReserved: first(NumbersReserved) };
