import { keyStoreContract } from './contract';
import { memoryKeyStore } from './memory-key-store';

keyStoreContract('memoryKeyStore', () => Promise.resolve({ keys: memoryKeyStore(), close: () => Promise.resolve() }));
