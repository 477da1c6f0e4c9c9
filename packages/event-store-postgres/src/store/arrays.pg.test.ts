import { testDatabases } from '@casebook/event-store-postgres/testing';
import { plainArray, textArray } from './arrays';

const texts = [
  '',
  ' ',
  'NULL',
  null,
  '"quoted"',
  'back\\slash',
  '{a,b}',
  "it's",
  'line\nbreak',
  'é€😀',
  'x'.repeat(10_000),
];
const documents = ['{"a": [1, "\\u00e9"], "a": 1.0}', null, '"{,}"'];

describe.each(testDatabases)('an array given to $name', ({ open }) => {
  test('arrives value by value as it was given', async () => {
    const database = await open();
    try {
      const { rows } = await database.pool.query<Readonly<Record<string, unknown>>>(
        'select $1::text[] as texts, $2::json[]::text[] as documents, $3::bigint[]::text[] as numbers, $4::uuid[]::text[] as ids',
        [
          textArray(texts),
          textArray(documents, 'json'),
          plainArray([-1, 9007199254740991, null]),
          plainArray(['5b0e5c1c-7c0a-4f0d-9a3e-2f4b6c8d0e1f', null]),
        ],
      );
      expect(rows).toEqual([
        {
          texts,
          documents,
          numbers: ['-1', '9007199254740991', null],
          ids: ['5b0e5c1c-7c0a-4f0d-9a3e-2f4b6c8d0e1f', null],
        },
      ]);
    } finally {
      await database.close();
    }
  }, 60_000);
});
