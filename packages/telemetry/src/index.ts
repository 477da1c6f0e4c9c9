export { observeLag, type Consumer, type ObserveLag } from './lag';
export { observedEventStore } from './observed-event-store';
export type { Telemetry } from './telemetry';
