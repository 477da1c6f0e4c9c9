import * as t from 'io-ts';
import { Instant, nullable, Text } from '@casebook/vocabulary';
import { first, type CommandCodecs, type EventSchemas } from '../schema';
import type { WaitOn } from './wait-on';
import type { WaitEnd, Waits } from './waits';

export const WaitOnCodec: t.Type<WaitOn, string> = t.keyof(
  { customer: null, thirdParty: null, task: null, approval: null, majorIssue: null, date: null },
  'WaitOn',
);

const EndCodec: t.Type<WaitEnd, string> = t.keyof(
  { answered: null, done: null, elapsed: null, withdrawn: null, superseded: null, unstated: null },
  'WaitEnd',
);

const wait = {
  at: Instant,
  waitId: Text,
  on: WaitOnCodec,
  subject: nullable(Text),
  until: nullable(Instant),
};

const WaitStarted = t.strict({ type: t.literal('WaitStarted'), ...wait });

const WaitEnded = t.strict({ type: t.literal('WaitEnded'), at: Instant, waitId: Text, cause: EndCodec });

export const waitsSchemas: EventSchemas<Waits['event']> = {
  WaitStarted: first(WaitStarted),
  WaitEnded: first(WaitEnded),
};

export const waitsCommands: CommandCodecs<Waits['command']> = {
  StartWait: t.strict({ type: t.literal('StartWait'), ...wait }),
  EndWait: t.strict({ type: t.literal('EndWait'), at: Instant, waitId: Text }),
};
