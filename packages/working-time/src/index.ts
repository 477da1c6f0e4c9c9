export { roundTheClock, type Calendar, type CalendarException, type Week, type Window, type Windows } from './calendar';
export { CalendarCodec } from './calendar.codec';
export { compile, compileSuccession, type CalendarFrom, type CompiledCalendar } from './compile';
export { deadline } from './deadline';
export { elapsed, remaining } from './elapsed';
export { LocalDate, WallTime } from './local-time';
export { isOpenAt, nextOpening } from './open-at';
export type { WaitSpan } from './waits';
export { Zone } from './zone';
