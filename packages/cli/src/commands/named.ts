import type { Casebook } from '@casebook/casebook';
import { problem } from '../problem';

/** The read models of these names, all where there is none. */
export const named = ({ readModels }: Casebook, names: ReadonlyArray<string>): ReadonlyArray<string> => {
  const known = readModels.projections.map(({ name }) => name);
  const unknown = names.filter((name) => !known.includes(name));
  if (unknown.length > 0)
    throw problem({
      type: 'UsageWrong',
      message: `There is no read model ${unknown.join(', ')}. There are: ${known.join(', ')}.`,
    });
  return names.length === 0 ? known : names;
};
