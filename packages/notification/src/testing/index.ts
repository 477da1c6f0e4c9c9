export { memoryChannel, type MemoryChannel } from './memory-channel';
export type { Reception } from './reception';
