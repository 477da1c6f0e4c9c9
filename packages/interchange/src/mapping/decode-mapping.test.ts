import { either as E } from 'fp-ts';
import { decodeMapping } from './decode-mapping';

const least = `
columns:
  case: number
  time: { column: at, format: iso }
  activity: state
`;

const faultsOf = (yaml: string): ReadonlyArray<string> => {
  const decoded = decodeMapping(yaml);
  return E.isLeft(decoded) ? decoded.left.map(({ line, message }) => `line ${line}: ${message}`) : [];
};

describe('a mapping', () => {
  test('needs three columns; the rest has a standard', () => {
    expect(decodeMapping(least)).toEqual(
      E.right({
        system: 'csv',
        delimiter: ',',
        encoding: 'utf-8',
        zone: 'UTC',
        empty: [],
        columns: {
          case: 'number',
          time: { column: 'at', format: 'iso', zone: null },
          activity: 'state',
          opened: null,
          openedBy: null,
          by: null,
          team: null,
          agent: null,
          category: [],
          priority: null,
          customer: null,
          channel: null,
          subject: null,
          code: null,
          verdict: null,
          fields: {},
        },
        activities: {},
        otherwise: { as: 'remark' },
      }),
    );
  });

  test('has short forms', () => {
    const decoded = decodeMapping(`${least}  agent: who
  category: topic
  priority: level
  code: reason
activities: { Done: resolved, Pending: { wait: thirdParty } }
`);
    expect(E.isRight(decoded) && decoded.right).toMatchObject({
      columns: {
        agent: { column: 'who', whenEmpty: 'unstated' },
        category: ['topic'],
        priority: { column: 'level', values: {} },
        code: { column: 'reason', since: null },
      },
      activities: { Done: { as: 'resolved' }, Pending: { as: 'waiting', on: 'thirdParty' } },
    });
  });

  test.each([
    [
      'a column that is missing',
      'columns: { case: a, activity: b }',
      ['line 1: columns.time: nothing must be a record with column, format, zone'],
    ],
    [
      'a name that is misspelt',
      `${least}  tema: group\n`,
      [
        'line 6: columns.tema: "group" must be left out: the names here are case, time, activity, opened, openedBy, by, team, agent, category, priority, customer, channel, subject, code, verdict, fields',
      ],
    ],
    [
      'a format that is none',
      'columns: { case: a, activity: b, time: { column: c, format: d.m } }',
      [
        'line 1: columns.time.format: "d.m" must be a format with year, month and day, such as d/M/yyyy HH:mm; or iso, epoch seconds, epoch milliseconds',
      ],
    ],
    [
      'a zone that is none',
      `zone: Europe/Atlantis\n${least}`,
      ['line 1: zone: "Europe/Atlantis" must be an IANA time zone such as Europe/Rome'],
    ],
    [
      'an encoding that is none',
      `encoding: latin-99\n${least}`,
      ['line 1: encoding: "latin-99" must be an encoding such as utf-8 or windows-1252'],
    ],
    ['a delimiter of two characters', `delimiter: ';;'\n${least}`, ['line 1: delimiter: ";;" must be one character']],
    [
      'a meaning that is none',
      `${least}activities:\n  New: new\n  Done: finished\n`,
      [
        'line 8: activities.Done: "finished" must be new, open, accepted, resolved, closed, cancelled or remark, or wait with whom: { wait: customer }',
      ],
    ],
    [
      'a wait for nobody',
      `${least}activities: { Pending: { wait: godot } }\n`,
      ['line 6: activities.Pending.wait: "godot" must be customer, thirdParty, task, approval, majorIssue or date'],
    ],
    [
      'a priority beyond the four',
      `${least}  priority: { column: p, values: { urgent: 0 } }\n`,
      ['line 6: columns.priority.values.urgent: 0 must be 1, 2, 3 or 4'],
    ],
    [
      'a field whose name is taken',
      `${least}  fields: { code: x }\n`,
      [
        'line 6: columns.fields: {"code":"x"} must be a record without customer and code: these are columns of their own',
      ],
    ],
    [
      'two faults at once',
      'zone: 7\ncolumns: no\n',
      [
        'line 1: zone: 7 must be an IANA time zone such as Europe/Rome',
        'line 2: columns: "no" must be a record with case, time, activity, opened, openedBy, by, team, agent, category, priority, customer, channel, subject, code, verdict, fields',
      ],
    ],
    [
      'a text that is no YAML',
      'columns: {',
      ['line 1: no YAML: Flow map in block collection must be sufficiently indented and end with a }'],
    ],
  ])('is refused with the path and the line of %s', (_, yaml, faults) => {
    expect(faultsOf(yaml)).toEqual(faults);
  });
});
