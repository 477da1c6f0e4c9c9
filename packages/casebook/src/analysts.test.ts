import { readModelsIn } from './analysts';

const all = ['queue_entries', 'case_facts', 'status_intervals', 'mine'];

describe('the read models that a statement may read', () => {
  test('are those that it names, and those behind the views that it names', () => {
    expect(readModelsIn('select count(*) from fact_case', all)).toEqual(['case_facts']);
    expect(readModelsIn('select * from "status_interval" join MINE using (stream)', all)).toEqual([
      'status_intervals',
      'mine',
    ]);
    expect(readModelsIn(`select query_to_xml('select * from queue_entries', true, false, '')`, all)).toEqual([
      'queue_entries',
    ]);
    expect(readModelsIn('select 1', all)).toEqual([]);
  });

  test.each([
    'select * from U&"c\\0061se_facts"',
    'select table_name from information_schema.views',
    'select relname from pg_class',
  ])('are all of them where a name may be written in another way, or looked up: %s', (statement) => {
    expect(readModelsIn(statement, all)).toEqual(all);
  });
});
