import { channelContract } from '../contract';
import { memoryChannel } from './memory-channel';

channelContract('memoryChannel', () => {
  const channel = memoryChannel();
  return Promise.resolve({
    channel,
    address: 'returns',
    receive: (how) => Promise.resolve(channel.receive(how)),
    received: () => channel.received().map(({ id, subject, text }) => ({ id, subject, text })),
    close: () => Promise.resolve(),
  });
});
