import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

const root = resolve(__dirname, '../../..');

const productPackages = [
  'vocabulary',
  'working-time',
  'domain',
  'event-store',
  'event-store-postgres',
  'event-store-eventstoredb',
  'telemetry',
  'notification',
  'privacy',
  'projection',
  'projection-queues',
  'projection-history',
  'projection-analytics',
  'casebook',
  'interchange',
  'cli',
];
const npmPackages = [
  'fp-ts',
  'io-ts',
  'kysely',
  'pg',
  'commander',
  'csv-parse',
  'yaml',
  'fast-check',
  '@jest/globals',
  '@opentelemetry/sdk-metrics',
];

/** A small workspace that breaks no rule: file → text. */
const sound: Readonly<Record<string, string>> = {
  'tsconfig.json': '{ "compilerOptions": { "module": "node16", "customConditions": ["casebook:source"] } }',
  ...Object.fromEntries(
    productPackages.flatMap((name) => [
      [
        `packages/${name}/package.json`,
        JSON.stringify({
          name: `@casebook/${name}`,
          exports: {
            '.': { 'casebook:source': './src/index.ts' },
            './testing': { 'casebook:source': './src/testing/index.ts' },
          },
        }),
      ],
      [`packages/${name}/src/index.ts`, 'export const word = 1;\n'],
      [`packages/${name}/src/testing/index.ts`, "import { word } from '../index';\nexport const kit = word;\n"],
    ]),
  ),
  ...Object.fromEntries(
    npmPackages.flatMap((name) => [
      [`node_modules/${name}/package.json`, JSON.stringify({ name, main: 'index.js' })],
      [`node_modules/${name}/index.js`, 'module.exports = {};\n'],
    ]),
  ),
  'packages/domain/src/topic.ts': "import { word } from '@casebook/vocabulary';\nexport const topic = word;\n",
  'packages/domain/src/case/case.ts': "import { waits } from './waits';\nexport type Case = typeof waits;\n",
  'packages/domain/src/case/waits.ts':
    "import type { Case } from './case';\nexport const waits = (state: Case) => state;\n",
  'packages/telemetry/src/lag.test.ts':
    "import * as sdk from '@opentelemetry/sdk-metrics';\nexport const used = sdk;\n",
  'packages/projection/src/fold.test.ts':
    "import { kit } from '@casebook/domain/testing';\nimport 'fast-check';\nkit;\n",
  'examples/shop/index.ts': 'export const shop = 1;\n',
  'bench/fold.ts': "import { word } from '@casebook/domain';\nword;\n",
};

const importing = (specifier: string): string =>
  `import * as planted from '${specifier}';\nexport const used = planted;\n`;

/** What breaks each rule: rule → files. Each file is the source of one violation; a cycle is reported once, at its first file. */
const planted: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  vocabulary: {
    'packages/vocabulary/src/planted.ts': importing('kysely'),
    'packages/vocabulary/src/planted-node.ts': importing('node:fs'),
  },
  'working-time': {
    'packages/working-time/src/planted.ts': importing('@casebook/domain'),
    'packages/working-time/src/planted-node.ts': importing('node:fs'),
  },
  domain: {
    'packages/domain/src/planted.ts': importing('@casebook/event-store'),
    'packages/domain/src/planted-path.ts': importing('../../vocabulary/src/testing/index'),
    'packages/domain/src/planted-kit.ts': importing('@casebook/vocabulary/testing'),
  },
  'event-store': { 'packages/event-store/src/planted.ts': importing('@casebook/domain') },
  'event-store-postgres': { 'packages/event-store-postgres/src/planted.ts': importing('@casebook/domain') },
  'event-store-eventstoredb': {
    'packages/event-store-eventstoredb/src/planted.ts': importing('@casebook/event-store-postgres'),
  },
  telemetry: {
    'packages/telemetry/src/planted.ts': importing('@casebook/domain'),
    'packages/telemetry/src/planted-kit.ts': importing('@opentelemetry/sdk-metrics'),
  },
  notification: { 'packages/notification/src/planted.ts': importing('@casebook/event-store') },
  privacy: {
    'packages/privacy/src/planted.ts': importing('@casebook/domain'),
    'packages/privacy/src/planted-store.ts': importing('@casebook/event-store-postgres'),
  },
  projection: { 'packages/projection/src/planted.ts': importing('@casebook/domain') },
  'projection-queues': { 'packages/projection-queues/src/planted.ts': importing('@casebook/event-store') },
  'projection-history': { 'packages/projection-history/src/planted.ts': importing('@casebook/projection-queues') },
  'projection-analytics': { 'packages/projection-analytics/src/planted.ts': importing('pg') },
  casebook: { 'packages/casebook/src/planted.ts': importing('@casebook/interchange') },
  interchange: { 'packages/interchange/src/planted.ts': importing('@casebook/event-store-postgres') },
  cli: { 'packages/cli/src/planted.ts': importing('kysely') },
  ...Object.fromEntries(
    productPackages.map((name) => [
      `${name}-tests`,
      { [`packages/${name}/src/planted.test.ts`]: importing(name === 'cli' ? 'yaml' : 'commander') },
    ]),
  ),
  'every-package-has-a-row': { 'packages/stranger/src/index.ts': importing('fp-ts') },
  'nobody-imports-cli': { 'bench/planted-cli.ts': importing('../packages/cli/src/index') },
  'nobody-imports-examples': { 'bench/planted-example.ts': importing('../examples/shop/index') },
  'no-tests-in-product': { 'packages/projection/src/planted-test.ts': "export * from './fold.test';\n" },
  'no-cycles': {
    'packages/projection/src/planted-one.ts': "export type { Two } from './planted-two';\nexport type One = 1;\n",
    'packages/projection/src/planted-two.ts': "export type { One } from './planted-one';\nexport type Two = 2;\n",
  },
  'no-cycles-at-run-time-in-the-case': {
    'packages/domain/src/case/case.ts': "import { loud } from './planted-loud';\nexport const table = () => loud;\n",
    'packages/domain/src/case/planted-loud.ts': "import { table } from './case';\nexport const loud = () => table;\n",
  },
  'no-cycles-beside-the-case': {
    'packages/domain/src/case/planted-one.ts': "export type { Two } from './planted-two';\nexport type One = 1;\n",
    'packages/domain/src/case/planted-two.ts': "export type { One } from './planted-one';\nexport type Two = 2;\n",
  },
  'no-unresolvable': { 'packages/gate/src/planted.ts': importing('not-there') },
};

interface Rule {
  readonly name: string;
}
interface Report {
  readonly summary: {
    readonly violations: ReadonlyArray<{ readonly rule: Rule; readonly from: string }>;
    readonly ruleSetUsed: { readonly forbidden: ReadonlyArray<Rule> };
  };
}

const cruise = (files: Readonly<Record<string, string>>): Report['summary'] => {
  const folder = mkdtempSync(join(tmpdir(), 'casebook-boundaries-'));
  try {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    mkdirSync(join(folder, 'node_modules/@casebook'), { recursive: true });
    for (const name of productPackages) {
      symlinkSync(join(folder, 'packages', name), join(folder, 'node_modules/@casebook', name));
    }
    cpSync(join(root, '.dependency-cruiser.cjs'), join(folder, '.dependency-cruiser.cjs'));
    const program = join(root, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
    const run = spawnSync(process.execPath, [program, '--output-type', 'json', 'packages', 'bench'], {
      cwd: folder,
      encoding: 'utf8',
      maxBuffer: 64 << 20,
    });
    const report: Report = JSON.parse(run.stdout);
    return report.summary;
  } finally {
    rmSync(folder, { recursive: true });
  }
};

const violations = (files: Readonly<Record<string, string>>): ReadonlyArray<string> =>
  cruise(files)
    .violations.map(({ rule, from }) => `${rule.name}: ${from}`)
    .sort();

describe('the boundaries', () => {
  test('are content with a sound workspace', () => {
    expect(violations(sound)).toEqual([]);
  });

  test('fire on each planted violation, with the rule it breaks and no other', () => {
    const expected = Object.entries(planted).flatMap(([rule, files]) => {
      const sources = rule.startsWith('no-cycles') ? Object.keys(files).slice(0, 1) : Object.keys(files);
      return sources.map((file) => `${rule}: ${file}`);
    });
    const all = Object.fromEntries(Object.values(planted).flatMap((files) => Object.entries(files)));
    expect(violations({ ...sound, ...all })).toEqual(expected.sort());
  });

  test('have a planted violation for each rule', () => {
    const rules = cruise(sound).ruleSetUsed.forbidden.map(({ name }) => name);
    expect(Object.keys(planted).sort()).toEqual(rules.sort());
  });
});
