import { openCasebook, type Casebook, type Options } from '../open';
import { movableClock, type MovableClock } from './movable-clock';

export interface TestOptions extends Omit<Options, 'clock' | 'schema'> {
  /** Where the clock stands at first; 2026-01-05T09:00:00.000Z, a Monday, by default. */
  readonly start?: string;
}

export interface TestCasebook extends Casebook {
  readonly clock: MovableClock;
}

/** The whole of Casebook in memory, with a clock that the test moves. Close it when the tests are over. */
export const openTestCasebook = async ({
  start = '2026-01-05T09:00:00.000Z',
  ...options
}: TestOptions = {}): Promise<TestCasebook> => {
  const clock = movableClock(start);
  const casebook = await openCasebook({ ...options, memory: true, clock: clock.now });
  return { ...casebook, clock };
};
