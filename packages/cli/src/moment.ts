import { readInstant } from './instants';
import { problem } from './problem';
import type { When } from './settings';

export interface MomentOptions {
  readonly asOf?: string;
  readonly asKnown?: string;
}

/** The moment that the options name; says so where UTC had to be assumed. */
export const momentOf = ({ asOf, asKnown }: MomentOptions, note: (text: string) => void): When => {
  if (asOf !== undefined && asKnown !== undefined)
    throw problem({ type: 'OptionsExclude', options: ['--as-of', '--as-known'] });
  const read = (option: string, text: string | undefined) => {
    if (text === undefined) return null;
    const { instant, utcAssumed } = readInstant(option, text);
    if (utcAssumed) note(`${option} ${text} is taken as ${instant}: no zone was given, so UTC is assumed.`);
    return instant;
  };
  return { asOf: read('--as-of', asOf), asKnown: read('--as-known', asKnown) };
};
