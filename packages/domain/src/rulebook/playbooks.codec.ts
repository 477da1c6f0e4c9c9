import * as t from 'io-ts';
import { CalendarId, nullable, TeamId, Text, type Json } from '@casebook/vocabulary';
import { StageCodec } from '../case/stage-order.codec';
import { ConditionCodec } from './condition.codec';
import { DurationCodec } from './numbers.codec';
import type { DoneBy, NeededFor, Playbook } from './playbook';

export const DoneByCodec: t.Type<DoneBy, string> = t.keyof({ desk: null, customer: null }, 'desk or customer');

export const NeededForCodec: t.Type<NeededFor, string> = t.keyof(
  { resolution: null, closure: null },
  'resolution or closure',
);

const Step = t.strict(
  {
    step: Text,
    stage: StageCodec,
    after: t.readonlyArray(Text, 'a list of steps'),
    when: ConditionCodec,
    doneBy: DoneByCodec,
    team: nullable(TeamId),
    neededFor: nullable(NeededForCodec),
    within: nullable(DurationCodec),
    calendar: nullable(CalendarId),
    blocks: nullable(Text),
  },
  'a step: what is to be done, and when',
);

export const PlaybookCodec: t.Type<Playbook, Json> = t.strict(
  { name: Text, when: ConditionCodec, steps: t.readonlyArray(Step, 'a list of steps') },
  'a playbook: its name, its condition and its steps',
);
