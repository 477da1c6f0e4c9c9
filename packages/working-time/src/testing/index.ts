export { calendars, situations, type Situation } from './drawn';
export { calendarOf, daily, weekdays } from './in-few-words';
