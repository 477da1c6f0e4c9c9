import { recalling } from '../rows/recalling';
import type { Mapping, Meaning } from './mapping';

/** What a label means: as named, else by the longest beginning that is named, else what the mapping says of all others. */
export const meaningOf = ({
  activities,
  otherwise,
}: Pick<Mapping, 'activities' | 'otherwise'>): ((label: string) => Meaning) => {
  const exact = new Map(Object.entries(activities));
  const beginnings = Object.keys(activities)
    .filter((label) => label.endsWith('*'))
    .map((label) => label.slice(0, -1))
    .sort((a, b) => b.length - a.length);
  return recalling((label) => {
    const beginning = beginnings.find((start) => label.startsWith(start));
    return exact.get(label) ?? (beginning === undefined ? undefined : exact.get(`${beginning}*`)) ?? otherwise;
  });
};
