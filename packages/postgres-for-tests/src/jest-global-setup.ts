import { startPostgres } from './start';

/** One server for a whole run of jest; tests find it under CASEBOOK_TEST_DATABASE_URL and make databases of their own in it. */
export default async function setUp(): Promise<void> {
  const server = await startPostgres();
  process.env['CASEBOOK_TEST_DATABASE_URL'] = server.url;
  globalThis.postgresForTests = server;
}
