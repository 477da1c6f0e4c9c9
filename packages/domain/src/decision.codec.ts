import * as t from 'io-ts';
import { Text, type Json } from '@casebook/vocabulary';
import type { Decision } from './decision';

export const DecisionCodec: t.Type<Decision, Json> = t.strict(
  {
    rulebook: t.number,
    rule: Text,
    inputs: t.record(t.string, Text),
    alternatives: t.readonlyArray(t.strict({ choice: Text, because: Text })),
    because: Text,
  },
  'Decision',
);
