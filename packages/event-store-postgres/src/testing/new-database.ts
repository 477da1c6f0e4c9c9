import { Client } from 'pg';

/** A database of this name, empty, on the server; the URL by which it is reached. Whatever had the name is dropped. */
export const newDatabase = async (
  server: string,
  name: string,
  settings: Readonly<Record<string, string>> = {},
): Promise<string> => {
  const client = new Client({ connectionString: server });
  await client.connect();
  try {
    await client.query(`drop database if exists ${name}`);
    await client.query(`create database ${name}`);
    for (const [setting, value] of Object.entries(settings))
      await client.query(`alter database ${name} set ${setting} = ${value}`);
  } finally {
    await client.end();
  }
  const url = new URL(server);
  url.pathname = `/${name}`;
  return url.href;
};
