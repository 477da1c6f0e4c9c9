import { randomBytes } from 'node:crypto';
import { openDatabase, type Database } from '../database';
import { migrate } from '../schema/migrate';
import { rolesSql } from '../schema/roles';
import { openServer } from './server-database';

export const roleNames = ['owner', 'writer', 'reader', 'analyst', 'acme', 'globex', 'stranger'] as const;
export type RoleName = (typeof roleNames)[number];

/** A database on the server with every role there is: two tenants', and a stranger's who was given nothing. */
export interface DeskWithRoles {
  readonly admin: Database;
  readonly role: (name: RoleName) => string;
  /** A pool of that role's own. */
  readonly as: (name: RoleName, schema?: string) => Promise<Database>;
  readonly rolesSql: (schema?: string) => string;
  readonly close: () => Promise<void>;
}

/** Roles are the server's, so they have names of their own and are dropped in the end. */
export const deskWithRoles = async (schemas: ReadonlyArray<string> = ['casebook']): Promise<DeskWithRoles> => {
  const admin = await openServer();
  const suffix = randomBytes(6).toString('hex');
  const role = (name: RoleName): string => `${name}_${suffix}`;
  const opened: Database[] = [];

  const as = async (name: RoleName, schema = schemas[0]): Promise<Database> => {
    const url = new URL(admin.url);
    url.username = role(name);
    url.password = 'secret';
    const own = await openDatabase({ url: url.href, ...(schema === undefined ? {} : { schema }) });
    opened.push(own);
    return own;
  };
  const sqlOf = (schema = 'casebook'): string =>
    rolesSql({
      schema,
      owner: role('owner'),
      writer: role('writer'),
      reader: role('reader'),
      analyst: { role: role('analyst'), schema: `${schema}_analytics` },
      tenantGroup: `${schema}_${suffix}`,
      tenants: [
        { tenant: 'acme', role: role('acme') },
        { tenant: 'globex', role: role('globex') },
      ],
    });

  for (const name of ['owner', 'stranger'] as const) await admin.pool.query(`create role ${role(name)} login`);
  await admin.pool.query(`grant create on database ${new URL(admin.url).pathname.slice(1)} to ${role('owner')}`);
  await admin.pool.query(`alter role ${role('owner')} password 'secret'`);
  for (const schema of schemas) {
    await migrate(await as('owner', schema));
    await admin.pool.query(sqlOf(schema));
  }
  for (const name of roleNames) await admin.pool.query(`alter role ${role(name)} password 'secret'`);

  return {
    admin,
    role,
    as,
    rolesSql: sqlOf,
    close: async () => {
      for (const own of opened) await own.close();
      // The owner last: default privileges of others hang on it.
      const names = [...schemas.map((schema) => `${schema}_${suffix}`), ...[...roleNames].reverse().map(role)];
      for (const name of names) await admin.pool.query(`drop owned by "${name}"`);
      for (const name of names) await admin.pool.query(`drop role "${name}"`);
      await admin.close();
    },
  };
};
