import type { PostgresServer } from './start';

declare global {
  // Jest runs set-up and tear-down in one process and hands nothing from one to the other.
  var postgresForTests: PostgresServer | undefined;
}

/** Ends what jest-global-setup.ts started. */
export default async function tearDown(): Promise<void> {
  await globalThis.postgresForTests?.stop();
}
