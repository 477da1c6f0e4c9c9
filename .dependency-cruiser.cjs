// Who may import whom. One row a package, as in ARCHITECTURE.md: other packages of the workspace, npm packages, whether Node's own
// modules, and what only its tests may import besides (`tests` of the workspace, `testPaths` below the index of one, `testNpm` from npm). A package is reached by its name only, that is by its src/index.ts.
const table = {
  vocabulary: { workspace: [], npm: ['fp-ts', 'io-ts'], node: false },
  'working-time': { workspace: ['vocabulary'], npm: ['fp-ts', 'io-ts', 'luxon', '@types/luxon'], node: false },
  domain: { workspace: ['vocabulary', 'working-time'], npm: ['fp-ts', 'io-ts'], node: false },
  'event-store': { workspace: ['vocabulary'], npm: ['fp-ts', 'io-ts'], node: true },
  'event-store-postgres': {
    workspace: ['event-store', 'vocabulary'],
    npm: [
      'fp-ts',
      'kysely',
      'pg',
      'pg-copy-streams',
      '@types/pg',
      '@electric-sql/pglite',
      '@electric-sql/pglite-prepopulatedfs',
    ],
    tests: ['postgres-for-tests'],
    node: true,
  },
  'event-store-eventstoredb': {
    workspace: ['event-store', 'vocabulary'],
    npm: ['fp-ts', '@eventstore/db-client', '@grpc/grpc-js', 'google-protobuf', '@types/google-protobuf'],
    node: true,
  },
  telemetry: {
    workspace: ['event-store', 'vocabulary'],
    npm: ['fp-ts', '@opentelemetry/api'],
    node: false,
    testNpm: ['@opentelemetry/sdk-metrics', '@opentelemetry/sdk-trace-base'],
  },
  notification: {
    workspace: ['vocabulary'],
    npm: ['fp-ts', 'nodemailer'],
    node: true,
    testNpm: ['mailparser', 'smtp-server', 'standardwebhooks'],
  },
  privacy: {
    workspace: ['event-store', 'vocabulary'],
    npm: ['fp-ts', 'kysely'],
    node: true,
    tests: ['event-store-postgres'],
  },
  projection: {
    workspace: ['event-store', 'vocabulary'],
    npm: ['fp-ts', 'kysely'],
    tests: ['event-store-postgres', 'postgres-for-tests'],
    node: true,
  },
  'projection-queues': {
    workspace: ['domain', 'projection', 'vocabulary'],
    npm: ['fp-ts', 'kysely'],
    node: false,
    tests: ['event-store'],
  },
  'projection-history': {
    workspace: ['domain', 'projection', 'vocabulary'],
    npm: ['fp-ts', 'kysely'],
    node: false,
    tests: ['event-store'],
  },
  'projection-analytics': {
    workspace: ['domain', 'projection', 'vocabulary'],
    npm: ['fp-ts', 'kysely'],
    node: false,
    tests: ['event-store'],
  },
  casebook: {
    workspace: [
      'vocabulary',
      'domain',
      'event-store',
      'event-store-postgres',
      'event-store-eventstoredb',
      'notification',
      'privacy',
      'projection',
      'projection-queues',
      'projection-history',
      'projection-analytics',
      'telemetry',
    ],
    npm: ['fp-ts', 'io-ts', 'kysely', 'tinyld'],
    node: true,
    tests: ['working-time'],
    testPaths: ['notification/src/mail', 'notification/src/webhook'],
    testNpm: ['@opentelemetry/api', '@opentelemetry/sdk-metrics', '@opentelemetry/sdk-trace-base'],
  },
  interchange: {
    workspace: [
      'vocabulary',
      'domain',
      'event-store',
      'projection-queues',
      'projection-history',
      'projection-analytics',
    ],
    npm: ['fp-ts', 'io-ts', 'csv-parse', 'yaml'],
    node: true,
    tests: ['event-store-postgres'],
  },
  cli: {
    workspace: [
      'vocabulary',
      'domain',
      'event-store',
      'event-store-postgres',
      'event-store-eventstoredb',
      'privacy',
      'projection',
      'projection-queues',
      'projection-history',
      'projection-analytics',
      'casebook',
      'interchange',
    ],
    npm: ['fp-ts', 'commander', 'cli-progress', '@types/cli-progress', 'cli-table3', 'picocolors'],
    node: true,
  },
};

const names = Object.keys(table).join('|');
const test = '[.]test[.]ts$|/(testing|contract)/';
const literally = (text) => text.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&');
const npm = (packages) => packages.map((name) => `(^|/)node_modules/${literally(name)}/`);

const productRules = Object.entries(table).map(([name, row]) => ({
  name,
  comment: `packages/${name} imports only what its row of the table names.`,
  severity: 'error',
  from: { path: `^packages/${name}/src/`, pathNot: test },
  to: {
    path: '.',
    pathNot: [
      `^packages/${name}/src/`,
      ...row.workspace.map((other) => `^packages/${other}/src/index[.]ts$`),
      ...npm(row.npm),
    ],
    ...(row.node ? { dependencyTypesNot: ['core'] } : {}),
  },
}));

const testRules = Object.entries(table).map(([name, row]) => ({
  name: `${name}-tests`,
  comment: `Tests of packages/${name} import what it may import, test kits (/testing, /contract), and what tests are written with.`,
  severity: 'error',
  from: { path: `^packages/${name}/src/.*(${test})` },
  to: {
    path: '.',
    pathNot: [
      `^packages/${name}/src/`,
      ...[...row.workspace, ...(row.tests ?? [])].map((other) => `^packages/${other}/src/index[.]ts$`),
      ...(row.testPaths ?? []).map((other) => `^packages/${other}/index[.]ts$`),
      `^packages/(${names})/src/(testing|contract)/index[.]ts$`,
      ...npm([...row.npm, ...(row.testNpm ?? []), '@jest/globals', 'fast-check']),
    ],
    dependencyTypesNot: ['core'],
  },
}));

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    ...productRules,
    ...testRules,
    {
      name: 'every-package-has-a-row',
      comment: 'A new package gets a row in the table above.',
      severity: 'error',
      from: { path: '^packages/', pathNot: `^packages/(${names}|gate|postgres-for-tests)/` },
      to: {},
    },
    {
      name: 'nobody-imports-cli',
      comment: 'The command is an end: what others need of it belongs in a package below it.',
      severity: 'error',
      from: { pathNot: '^packages/cli/' },
      to: { path: '^packages/cli/' },
    },
    {
      name: 'nobody-imports-examples',
      comment: 'Examples are written against the packages, never the other way round.',
      severity: 'error',
      from: { pathNot: '^examples/' },
      to: { path: '^examples/' },
    },
    {
      name: 'no-tests-in-product',
      comment: 'What is shipped does not depend on test files.',
      severity: 'error',
      from: { pathNot: '[.]test[.]ts$' },
      to: { path: '[.]test[.]ts$' },
    },
    {
      name: 'no-cycles',
      comment: 'Modules that need each other are one module, or lack a third.',
      severity: 'error',
      from: { pathNot: '^packages/domain/src/case/' },
      to: { circular: true },
    },
    {
      name: 'no-cycles-at-run-time-in-the-case',
      comment: 'A topic and case.ts know each other by type only.',
      severity: 'error',
      from: { path: '^packages/domain/src/case/' },
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'no-cycles-beside-the-case',
      comment: 'Topics do not know each other; only case.ts closes a cycle, and by type only.',
      severity: 'error',
      from: { path: '^packages/domain/src/case/' },
      to: { circular: true, viaOnly: { pathNot: '^packages/domain/src/case/case[.]ts$' } },
    },
    {
      name: 'no-unresolvable',
      comment: 'An import that leads nowhere hides from the other rules.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^packages/[^/]+/dist/' },
    tsPreCompilationDeps: true, // edges of types count: a package must not know of another's types either
    tsConfig: { fileName: 'tsconfig.json' },
    combinedDependencies: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['casebook:source', 'types', 'node', 'require', 'default'],
      mainFields: ['types', 'main'],
      extensions: ['.ts', '.cjs', '.mjs', '.js', '.d.ts', '.json'],
    },
  },
};
