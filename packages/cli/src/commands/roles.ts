import { rolesSql } from '@casebook/event-store-postgres';
import { analystSchema } from '@casebook/projection-analytics';
import { problem } from '../problem';
import type { Settings } from '../settings';
import type { Answer } from './answer';

export interface RoleOptions {
  readonly owner: string;
  readonly writer?: string;
  readonly reader?: string;
  readonly analyst?: string;
  readonly tenantRole: ReadonlyArray<{ readonly tenant: string; readonly role: string }>;
  readonly tenantGroup?: string;
}

/** Prints the SQL that gives roles their rights; it is for somebody who may create roles, and is never run from here. */
export const roles = async (
  { schema }: Pick<Settings, 'schema'>,
  { owner, writer, reader, analyst, tenantRole, tenantGroup }: RoleOptions,
): Promise<Answer> => {
  const sqlOf = (): string => {
    try {
      return rolesSql({
        schema,
        owner,
        ...(writer === undefined ? {} : { writer }),
        ...(reader === undefined ? {} : { reader }),
        ...(analyst === undefined ? {} : { analyst: { role: analyst, schema: analystSchema(schema) } }),
        tenants: tenantRole,
        ...(tenantGroup === undefined ? {} : { tenantGroup }),
      });
    } catch (error) {
      if (error instanceof RangeError) throw problem({ type: 'UsageWrong', message: error.message });
      throw error;
    }
  };
  const sql = sqlOf();
  return { page: () => sql, json: { sql }, sheet: { columns: ['sql'], rows: [[sql]] } };
};
