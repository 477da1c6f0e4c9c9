/** How to call it after a clone, where the command is not installed. */
export const call = 'npx --yes pnpm@10 --silent casebook';

interface Help {
  readonly description: string;
  readonly after: string;
}

const after = (examples: ReadonlyArray<string>, json?: string): string =>
  [
    ...(json === undefined ? [] : ['', 'JSON:', ...json.split('\n').map((line) => `  ${line}`.trimEnd())]),
    '',
    examples.length === 1 ? 'Example:' : 'Examples:',
    ...examples.map((example) => `  casebook ${example}`),
  ].join('\n');

export const program: Help = {
  description: 'Customer-service cases: queues, histories and figures, folded from an append-only log of events.',
  after: `
Instants:
  2026-03-15T12:00:00Z, 2026-03-15T13:00+01:00; without a zone UTC is assumed, and said: 2026-03-15T12:00, 2026-03-15

Exit codes:
  0   done
  1   check found drift
  2   wrong usage or bad input
  3   not found: no such case, team or customer
  4   the database is unavailable or busy
  70  a bug in Casebook
  130 interrupted

The answer goes to standard output, notes and progress to standard error.`,
};

export const demo: Help = {
  description: 'play the story of a faulty device and a month of a desk with 2,000 cases, and show what comes of it',
  after: after(['demo', 'demo --data /tmp/desk'], '{ folder, number, seconds, cases, commands, refused, drifts }'),
};

export const imports = { description: 'take in the history of another system, with its own dates' };

const importShape = `{ file, rows, badRows, badRowsFile, cases, events: { all, added, repeated }, byType: { [type]: events },
  findings: { [kind]: times }, findingCases, lateRows, firstAt, lastAt }`;

export const importServiceNow: Help = {
  description: 'take in the audit log of a ServiceNow desk (incident event log, CSV)',
  after: after(['import servicenow incidents.csv.gz --zone Europe/Berlin'], importShape),
};

export const importCsv: Help = {
  description: 'take in any other log, as a mapping says',
  after: after(['import csv helpdesk.csv.gz --map helpdesk.yaml'], importShape),
};

export const queue: Help = {
  description: 'what waits for whom: all teams in numbers, or one team case by case',
  after: after(
    [
      'queue',
      'queue technical-support',
      'queue --to-review',
      'queue technical-support --as-of 2026-03-15T12:00:00Z --json',
    ],
    `without a team: { at, teams: [{ team, open, waiting, unassigned, overdue, oldest, oldestAge }] }
of a team:      { at, team, open, cases: [{ stream, number, status, team, assignee, accepted, priority, category,
                  complexity, reviewSince, caseType, service, channel, customer, createdAt, since, waitingOn,
                  unansweredSince, deadline, reassignments, transfers, reopens, age, idle, overdue }] }
to review:      { at, cases: as of a team }
Ages are milliseconds.`,
  ),
};

export const caseTimeline: Help = {
  description: 'the timeline of a case in words, with the reasons',
  after: after(
    ['case C-10423-7', 'case INC0000047 --as-of 2016-03-15'],
    `{ at, number, id, status, stage, entries: [{ revision, type, occurredAt, recordedAt, late, who, what, why, text,
  finding, decision, source }] }`,
  ),
};

export const tasks: Help = {
  description: 'what is to be done for a case, step by step, or all that is on turn',
  after: after(
    ['tasks C-10423-7', 'tasks --team returns', 'tasks C-10423-7 --as-of 2026-03-15T12:00:00Z --json'],
    `{ at, number, tasks: [{ number, taskId, title, state (next, blocked, done, skipped or superseded), doneBy,
  neededFor, stage, waitsFor, playbook, team, agent, blocks, since, dueAt, until, remark, because }] }`,
  ),
};

export const similar: Help = {
  description: 'open cases that are like a case, the most alike first, with what they have in common',
  after: after(
    ['similar C-10423-7', 'similar C-10423-7 --as-of 2026-03-15T12:00:00Z --json'],
    `{ at, number, cases: [{ number, score, reasons: [{ factor, matched, points }], product, subject, and what
  "queue" says of a case }] }`,
  ),
};

export const why: Help = {
  description: 'why a case is as it is: each decision of rules and time, what it read, why not otherwise, decided anew',
  after: after(
    ['why C-10423-7', 'why C-10423-7 --json'],
    `{ number, id, decisions: [{ revision, type, occurredAt, who, what, why, decision: { rulebook, rule, inputs,
  alternatives, because }, same, expected }],
  serviceLevels: { levels: [{ slaId, policy, rulebook, metric, agreement, because, target, outcome, before, used,
  spans: [{ from, until, team, agent, used }] }], lacking: [{ policy, metric, agreement, because }] } }
\`same\` is false where the rules would make something else of it; then the exit code is 1. Times used are milliseconds.`,
  ),
};

export const replay: Help = {
  description: 'a case event by event: what it said, what it changed, why, and both times',
  after: after(
    ['replay C-10423-7', 'replay C-10423-7 --to 3 --json'],
    `{ number, id, events: [{ revision, position, id, type, occurredAt, recordedAt, late, actor, source,
  said, decision, changed: [{ path, before, after }], status }], state }`,
  ),
};

export const report: Help = {
  description: 'the figures of a desk',
  after: after(
    ['report', 'report --as-of 2016-03-15T12:00:00Z --json'],
    `{ cases, sourceRows, sla: { met, missed, undecided, share }, resolution: { cases, hours: { median, mean, p90 } },
  undisturbed: { cases, share }, reopens: { count, cases }, handovers: { team, agent }, variants,
  topTeams: [{ team, cases }] }
\`sla\` is left out where no case has a verdict. Shares and hours are rounded to six places.`,
  ),
};

export const taxonomy: Help = {
  description:
    'how categories were used: unused, moved from one to the other, handed over to other teams, corrected in review',
  after: after(
    ['taxonomy', 'taxonomy --from 2026-03-01 --to 2026-04-01 --json'],
    `{ from, to, categories: [{ category, known, cases, movedAway, movedHere, rerouted, reviewed, corrected }], unused,
  relabelled: [{ from, to, cases }], overlapping: [{ categories, cases }] }`,
  ),
};

export const sql: Help = {
  description: 'ask the read models in SQL, those of all tenants; one query, and nothing can be changed',
  after: after(
    [
      `sql "select team, count(*) from queue_entries where tenant = 'desk' and open group by team"`,
      'sql --csv < query.sql > answer.csv',
    ],
    '[{ [column]: value }]',
  ),
};

export const asOf: Help = {
  description:
    'keep the read models and the views for analysts as of an instant in a schema of their own, for any tool that reads SQL',
  after: after(
    [
      'as-of 2026-03-31T22:00:00Z --into desk_2026_q1',
      'as-of 2026-03-31T22:00:00Z --into desk_2026_q1 --replace --analyst desk_bi',
    ],
    `{ schema, at, position, tables: [{ name, rows }] }

What tells something about a person is left out: a copy that stays would not be reached by "casebook erase".`,
  ),
};

export const erase: Help = {
  description: 'erase what is known about a customer, for good: it cannot be undone',
  after: after(
    ["erase customer-7 --reason 'request of 1 March, GDPR article 17'"],
    `{ person, tenant, keyId, erasedAt, erasedBy, reason, cases: [{ stream, number }], recorded: [event ids], position }`,
  ),
};

export const hold: Help = {
  description: 'keep a case for the law: while a hold stands, its customer cannot be erased',
  after: after(
    [
      "hold C-10423-0 --basis 'lawsuit 7 O 12/26' --id lawsuit-7",
      'hold C-10423-0 --release lawsuit-7 --reason settled',
    ],
    '{ number, holdId, events }',
  ),
};

export const draft: Help = {
  description: 'what can be written down about a case from templates of the rulebook: those that are for it, filled',
  after: after(
    ['draft C-10423-0 --for resolution', "draft C-10423-0 --for message --template 'news tomorrow'"],
    `{ number, for, drafts: [{ template, rulebook, text, missing: [placeholders], because }] }

With --template the page is its text alone, to be piped.`,
  ),
};

export const services: Help = {
  description: 'which services are offered for a product, to whom, and why; and why the others are not',
  after: after(
    ['services --product tv-55-oled --field tier=gold', 'services --channel phone --as-of 2026-03-15T12:00:00Z --json'],
    `{ rulebook, offered: [{ name, description, caseType, defaults: { fields, category }, related, because }],
  notOffered: [{ name, because }] }`,
  ),
};

export const rulebook = {
  description: 'the one document that configures a desk: look it over, publish it, show it, compare it',
};

const rulebookPlaces = '[{ line, column, path, message }]';

export const rulebookLint: Help = {
  description: 'what is wrong with a rulebook in a file, line by line; a fault is exit code 2',
  after: after(['rulebook lint desk.yaml'], `{ file, faults: ${rulebookPlaces} }`),
};

export const rulebookPublish: Help = {
  description:
    'publish the rulebook in a file as the next version, on record; every process decides by it from its instant on',
  after: after(
    [
      "rulebook publish desk.yaml --approved-by grace --note 'Screens are to be resolved within 48 hours'",
      "rulebook publish desk.yaml --approved-by grace --note 'Summer hours' --effective-from 2026-07-01T00:00+02:00",
    ],
    '{ version, hash, effectiveFrom, approvedBy, changeNote, position, isNew }',
  ),
};

export const rulebookShow: Help = {
  description: 'a version of the rulebook, who approved it and why, and what there is beside it',
  after: after(
    ['rulebook show', 'rulebook show 2', 'rulebook show --as-of 2026-03-15T12:00:00Z --yaml > desk.yaml'],
    `{ version, hash, effectiveFrom, published: { at, by, approvedBy, changeNote } | null,
  reviews: [{ reviewId, at, by, outcome, findings }], rulebook, versions: [the same without rulebook] }`,
  ),
};

export const rulebookReview: Help = {
  description:
    'put on record what somebody found who went through a version of the rulebook; it changes nothing that is decided',
  after: after(
    [
      'rulebook review 2 --outcome confirmed',
      "rulebook review 2 --outcome toRevise --finding 'Nothing is put into orders/change' --finding 'Two overlap'",
    ],
    '{ version, outcome, findings, position }',
  ),
};

export const rulebookDiff: Help = {
  description: 'what differs between two rulebooks, in words',
  after: after(
    ['rulebook diff 1 2', 'rulebook diff 2 desk.yaml'],
    "{ before, after, changes: [{ kind: 'added' | 'removed' | 'changed' | 'moved', text }] }",
  ),
};

export const rebuild: Help = {
  description: 'fold read models again from the log, beside the live tables, and switch over',
  after: after(['rebuild', 'rebuild queue_entries', 'rebuild --roll-back'], '{ names, events, position }'),
};

export const snapshot: Help = {
  description:
    'keep the read models as they are now, so that --as-known folds only what comes later; a cache, no truth',
  after: after(
    ['snapshot', 'snapshot --list', 'snapshot --drop 120000'],
    `{ snapshots: [{ position, takenAt, tables: [{ projection, version, rows, usable }] }] }
with --drop: { position, tables }

A rebuild, a roll-back, another version of a read model and erasing a customer drop what was kept.`,
  ),
};

export const follow: Help = {
  description:
    'keep the read models close to the log, until it is stopped; several share the work and take over from one that dies',
  after: after(
    ['follow --database postgres://localhost/desk'],
    'nothing; it goes on until an interrupt, and then exits with 130',
  ),
};

export const status: Help = {
  description: 'how far the read models are, who folds them, which streams wait, and why',
  after: after(
    ['status', 'status --database postgres://localhost/desk --json'],
    `{ head, position, lag: { positions, seconds }, workers, tables: [{ projection, role: 'live' | 'next' | 'previous',
  version, position, held: [{ holder, shares }], parked }], parked: [{ projection, tenant, stream, revision, position,
  eventType, message }], markHolders }`,
  ),
};

export const replayParked: Help = {
  description:
    'fold the streams anew that wait because an event could not be folded; those that still wait are exit code 1',
  after: after(
    ['replay-parked', 'replay-parked case_facts'],
    '{ names, folded, parked: [{ projection, stream, revision, message }] }',
  ),
};

export const check: Help = {
  description:
    'fold the log again and compare with the stored read models, or check the log itself, or decide all cases anew; differences are exit code 1',
  after: after(
    [
      'check',
      'check --sample 1000 --seed 7',
      'check --decisions',
      'check --log',
      'check --log --head /mnt/elsewhere/desk.head.json',
    ],
    `{ position, streams, events, parked, names, sample: { streams, seed } | null, drifts: [{ kind: 'changed' | 'missing' |
  'surplus', projection, table, tenant, stream, key, column, stored, folded }] }
With --log: { head: { position, events, root, seenAt }, heads, findings: [{ kind: 'changed' | 'inserted' |
  'removed' | 'cut' | 'rewritten', position, stream, revision, events, after, upTo, seen, found }], markHolders,
  isKept }
With --decisions: { cases, decided, differing: [{ tenant, stream, revision, type, recorded, expected }] }

Whoever can change the database can also compute all its hashes anew, and the heads that checks leave
in it. Only a head that is kept elsewhere shows that: --head.`,
  ),
};

export const copyLog: Help = {
  description: 'copy the log to an EventStoreDB, or back into the database, and look there from then on',
  after: after(
    [
      'copy-log --to eventstoredb --eventstoredb esdb://localhost:2113 --database postgres://localhost/desk',
      'copy-log --to database --eventstoredb esdb://localhost:2113 --database postgres://localhost/desk',
    ],
    '{ events, written, root, from, to, subscriptions }',
  ),
};

export const migrate: Help = {
  description: 'make the tables that are missing, or print the SQL for a database administrator',
  after: after(['migrate --print > casebook.sql', 'migrate --database postgres://localhost/desk'], '{ sql }'),
};

export const roles: Help = {
  description: 'print the SQL that gives each role the rights to its work, for a database administrator',
  after: after(
    [
      'roles --owner desk_owner --writer desk_service --reader desk_audit --analyst desk_bi > roles.sql',
      'roles --owner desk_owner --tenant-role acme=acme_service --tenant-role globex=globex_service',
    ],
    '{ sql }',
  ),
};
