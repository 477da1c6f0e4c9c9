export { webhookChannel, type WebhookOptions } from './webhook-channel';
