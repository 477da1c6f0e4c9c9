export type { Channel, DeliveryFailed, Message } from './channel';
