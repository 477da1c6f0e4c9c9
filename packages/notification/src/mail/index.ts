export { mailChannel, type MailOptions } from './mail-channel';
