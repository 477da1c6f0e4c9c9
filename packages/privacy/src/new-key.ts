import { randomBytes } from 'node:crypto';
import type { Key } from './key-store';

export const newKey = (): Key => ({ id: randomBytes(16).toString('base64url'), bytes: randomBytes(32) });
