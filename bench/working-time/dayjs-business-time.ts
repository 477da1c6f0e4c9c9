import dayjs from 'dayjs';
import businessTime from 'dayjs-business-time';
import { daysFromSunday, windowsOf, type Contestant } from './contestant';

dayjs.extend(businessTime);

const minute = 60_000;

/** Minutes; one calendar for the whole process, and dates are open as their weekday or not at all. */
export const dayjsBusinessTime: Contestant = {
  name: 'dayjs-business-time',
  clockOf: (calendar) => {
    const hours = daysFromSunday.map((day, index) => {
      const windows = windowsOf(calendar, index).map(([start, end]) => ({ start: `${start}:00`, end: `${end}:00` }));
      return [day, windows.length === 0 ? null : windows] as const;
    });
    const [sunday, monday, tuesday, wednesday, thursday, friday, saturday] = hours.map(([, windows]) => windows);
    dayjs.setBusinessTime({
      sunday: sunday ?? null,
      monday: monday ?? null,
      tuesday: tuesday ?? null,
      wednesday: wednesday ?? null,
      thursday: thursday ?? null,
      friday: friday ?? null,
      saturday: saturday ?? null,
    });
    dayjs.setHolidays([...calendar.holidays]);
    return {
      elapsed: (from, to, pauses) => {
        const [began, ended] = [dayjs(from), dayjs(to)];
        return pauses.length > 0 ? undefined : () => began.businessMinutesDiff(ended) * minute;
      },
      deadline: (from, target, pauses) => {
        const began = dayjs(from);
        return pauses.length > 0 ? undefined : () => began.addBusinessMinutes(target / minute).valueOf();
      },
    };
  },
};
