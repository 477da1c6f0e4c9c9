import { pastColumns } from './past';
import type { Projection } from './projection';
import { columnsOf } from './sql/table';

/** What the kernel keeps for itself. */
export const kernelTables = [
  'read_models',
  'read_model_checkpoints',
  'read_model_parts',
  'read_model_workers',
  'read_model_snapshots',
  'parked_streams',
  'scratch_schemas',
];
const orderedInMemory = ['text', 'integer', 'bigint', 'boolean', 'timestamptz'];

const faultsOfPast = ({ past, columns }: Projection): ReadonlyArray<string> => {
  if (past.by === 'change')
    return Object.entries(pastColumns).flatMap(([column, own]) =>
      columns[column] === own ? [] : [`the column ${column} is the kernel's`],
    );
  if (past.by === 'fold') return [];
  const { since, until, known = [] } = past.lasts;
  return [
    ...(columns[since]?.sql === 'timestamptz' && !columns[since].nullable
      ? []
      : [`it lasts since ${since}, which is no instant that is never null`]),
    ...(columns[until]?.sql === 'timestamptz' && columns[until].nullable
      ? []
      : [`it lasts until ${until}, which is no instant that may be null`]),
    ...known.flatMap((column) =>
      columns[column]?.nullable === true ? [] : [`${column} is to be null while it lasts, and cannot be`],
    ),
  ];
};

const faultsOf = (projection: Projection, types: ReadonlyArray<string>): ReadonlyArray<string> => {
  const { name, version, key, indexes, on, columns } = projection;
  return [
    ...(/^[a-z][a-z0-9_]{0,44}$/.test(name) ? [] : ['its name must be snake case, at most 45 characters']),
    ...(kernelTables.includes(name) ? ['its name is taken by the kernel'] : []),
    ...(Number.isSafeInteger(version) && version >= 1 ? [] : ['its version must be a whole number from 1']),
    ...['tenant', 'stream'].flatMap((column) =>
      Object.hasOwn(columns, column) ? [`the column ${column} is there in every table`] : [],
    ),
    ...key.flatMap((column) => {
      const found = columns[column];
      return found !== undefined && !found.nullable && orderedInMemory.includes(found.sql)
        ? []
        : [`the key ${column} must be a column of text, numbers, flags or instants that is never null`];
    }),
    ...indexes.flatMap(({ on: indexed, where }) => [
      ...indexed.flatMap((column) =>
        Object.hasOwn(columns, column) ? [] : [`the index names ${column}, which is no column`],
      ),
      ...(where === undefined || columns[where]?.sql === 'boolean'
        ? []
        : [`the index asks for ${where}, which is no flag`]),
    ]),
    ...columnsOf(projection).flatMap(([column]) =>
      Buffer.byteLength(column) <= 63 ? [] : [`the column ${column} has more than 63 bytes`],
    ),
    ...faultsOfPast(projection),
    ...Object.keys(on).flatMap((type) =>
      types.includes(type) ? [] : [`it handles ${type}, which the codec does not know`],
    ),
  ];
};

/** Throws a TypeError that names every fault. */
export const assertUsable = (projections: ReadonlyArray<Projection>, types: ReadonlyArray<string>): void => {
  const names = projections.map(({ name }) => name);
  const faults = projections.flatMap((projection, index) => [
    ...(names.indexOf(projection.name) === index ? [] : [`${projection.name}: there are two of this name`]),
    ...faultsOf(projection, types).map((fault) => `${projection.name}: ${fault}`),
  ]);
  if (faults.length > 0) throw new TypeError(faults.join('; '));
};
