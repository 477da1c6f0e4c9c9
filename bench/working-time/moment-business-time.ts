import moment from 'moment';
import 'moment-business-time';
import { windowsOf, type Contestant } from './contestant';

declare module 'moment' {
  interface Moment {
    workingDiff(from: this, unit: 'milliseconds'): number;
    /** Changes the moment it is called on. */
    addWorkingTime(howMany: number, unit: 'seconds'): this;
  }
  interface LocaleSpecification {
    readonly workinghours: { readonly [fromSunday: number]: ReadonlyArray<string> | null };
    readonly holidays: ReadonlyArray<string>;
  }
}

/** One calendar for the whole process, and dates are open as their weekday or not at all. */
export const momentBusinessTime: Contestant = {
  name: 'moment-business-time',
  clockOf: (calendar) => {
    const hours = [0, 1, 2, 3, 4, 5, 6].map((day) => {
      const windows = windowsOf(calendar, day);
      return [day, windows.length === 0 ? null : windows.flat().map((time) => `${time}:00`)] as const;
    });
    moment.updateLocale('en', { workinghours: Object.fromEntries(hours), holidays: calendar.holidays });
    return {
      elapsed: (from, to, pauses) => {
        const [began, ended] = [moment(from), moment(to)];
        return pauses.length > 0 ? undefined : () => ended.workingDiff(began, 'milliseconds');
      },
      deadline: (from, target, pauses) => {
        const began = moment(from);
        return pauses.length > 0
          ? undefined
          : () =>
              began
                .clone()
                .addWorkingTime(target / 1000, 'seconds')
                .valueOf();
      },
    };
  },
};
