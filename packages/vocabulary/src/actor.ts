import * as t from 'io-ts';
import { Text } from './text';

const kinds = { agent: null, customer: null, automation: null, system: null, import: null };

/** Who did it. `onBehalfOf` names the person for whom an agent or a program acted, null where it acted for itself. */
export const Actor = t.readonly(
  t.strict({ kind: t.keyof(kinds), id: Text, onBehalfOf: t.union([Text, t.null]) }),
  'Actor',
);
export type Actor = t.TypeOf<typeof Actor>;
