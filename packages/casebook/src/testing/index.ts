export { movableClock, type MovableClock, type Span } from './movable-clock';
export { openTestCasebook, type TestCasebook, type TestOptions } from './open-test-casebook';
