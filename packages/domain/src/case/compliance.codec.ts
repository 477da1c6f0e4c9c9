import * as t from 'io-ts';
import { CustomerId, Instant, Text } from '@casebook/vocabulary';
import { first, type CommandCodecs, type EventSchemas } from '../schema';
import type { Compliance } from './compliance';

const placing = { at: Instant, holdId: Text, basis: Text };
const releasing = { at: Instant, holdId: Text, reason: Text };
const erasing = { at: Instant, person: CustomerId, key: Text, reason: Text };

export const complianceSchemas: EventSchemas<Compliance['event']> = {
  LegalHoldPlaced: first(t.strict({ type: t.literal('LegalHoldPlaced'), ...placing })),
  LegalHoldReleased: first(t.strict({ type: t.literal('LegalHoldReleased'), ...releasing })),
  PersonalDataErased: first(t.strict({ type: t.literal('PersonalDataErased'), ...erasing })),
};

export const complianceCommands: CommandCodecs<Compliance['command']> = {
  PlaceLegalHold: t.strict({ type: t.literal('PlaceLegalHold'), ...placing }),
  ReleaseLegalHold: t.strict({ type: t.literal('ReleaseLegalHold'), ...releasing }),
  RecordErasure: t.strict({ type: t.literal('RecordErasure'), ...erasing }),
};

/** The event after which what a stream told before has changed: a personal value reads as erased from then on. */
export const erasureEvent = 'PersonalDataErased' satisfies Compliance['event']['type'];

/** The fields of events that name the person whom what they tell is about, by type. */
export const personNamedIn = { CaseCreated: 'customer' } as const;
