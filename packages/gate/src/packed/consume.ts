import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Packed } from './pack';
import { run } from './run';

const isContract = (subpath: string): boolean => subpath.endsWith('/contract');

const tsconfig = {
  compilerOptions: {
    target: 'es2022',
    module: 'node16',
    strict: true,
    exactOptionalPropertyTypes: true,
    noUncheckedIndexedAccess: true,
    skipLibCheck: false,
    types: ['node'],
  },
  files: ['program.cts', 'program.mts', 'contract.test.cts'],
};

/** A program that imports every subpath and something by name from each, and fails if a name is not there when it runs. */
const program = (names: ReadonlyMap<string, ReadonlyArray<string>>): string =>
  [...names]
    .map(([subpath, exported], index) => {
      const imports = exported.map((name) => `${name} as ${name}${index}`).join(', ');
      const check = exported.map((name) => `${name}${index}`).join(', ');
      return exported.length === 0
        ? `import '${subpath}';\n`
        : `import { ${imports} } from '${subpath}';\nif ([${check}].some((it: unknown) => it === undefined)) throw new Error('${subpath}');\n`;
    })
    .join('');

/** Installs the tarballs in a project of their own, as a stranger would, and uses them from CommonJS, from ES modules, from jest and as a command. */
export const consume = (root: string, folder: string, packed: ReadonlyArray<Packed>): void => {
  mkdirSync(folder);
  const write = (file: string, content: unknown): void =>
    writeFileSync(join(folder, file), typeof content === 'string' ? content : JSON.stringify(content, null, 2));
  const versions: Readonly<Record<string, string>> = JSON.parse(
    run('pnpm', ['config', 'get', 'catalog', '--json'], root),
  );
  const tools = ['typescript', '@types/node', 'jest', '@jest/globals', 'fast-check'];
  const tarballs = Object.fromEntries(packed.map(({ name, tarball }) => [name, `file:${tarball}`]));
  write('package.json', {
    private: true,
    dependencies: tarballs,
    devDependencies: Object.fromEntries(tools.map((name) => [name, versions[name]])),
  });
  // What the tarballs want of each other is what was packed, not what is published. Without hoisting a dependency that nobody declared is not found.
  const builds = "ignoredBuiltDependencies: [unrs-resolver, '@parcel/watcher']";
  write('pnpm-workspace.yaml', `overrides: ${JSON.stringify(tarballs)}\nhoist: false\n${builds}\n`);
  run('pnpm', ['install', '--prefer-offline'], folder);

  const subpaths = packed.flatMap((one) => one.subpaths);
  // A contract is a jest suite: outside jest it is not to be loaded.
  const plain = subpaths.filter((subpath) => !isContract(subpath));
  const exported = run(
    process.execPath,
    ['-p', `JSON.stringify(${JSON.stringify(plain)}.map((subpath) => [subpath, Object.keys(require(subpath))]))`],
    folder,
  );
  const entries: ReadonlyArray<readonly [string, ReadonlyArray<string>]> = JSON.parse(exported);
  const names = new Map(entries);
  write('tsconfig.json', tsconfig);
  write('program.cts', program(names));
  write('program.mts', program(names));
  const contracts = subpaths.filter(isContract);
  write(
    'contract.test.cts',
    [
      `import { expect, test } from '@jest/globals';\n`,
      ...contracts.map((subpath, index) => `import * as contract${index} from '${subpath}';\n`),
      ...contracts.map(
        (subpath, index) => `test('${subpath}', () => expect(typeof contract${index}).toBe('object'));\n`,
      ),
    ].join(''),
  );
  run(join(folder, 'node_modules/.bin/tsc'), [], folder);
  run(process.execPath, ['program.cjs'], folder);
  run(process.execPath, ['program.mjs'], folder);
  run(join(folder, 'node_modules/.bin/jest'), ['--testMatch', '**/*.test.cjs'], folder);
  for (const command of packed.flatMap((one) => one.commands))
    run(join(folder, 'node_modules/.bin', command), ['--help'], folder);
  // The demo's rulebook is beside it, where no examples are.
  const demo = join(folder, 'node_modules/@casebook/cli/dist/demo/rulebook.js');
  run(process.execPath, ['-e', `require(${JSON.stringify(demo)}).retailerRulebook()`], folder);
  const count = [...names.values()].flat().length;
  console.log(
    `${count} exports of ${plain.length} entry points, ${contracts.length} contracts: typed and run from CommonJS, ES modules and jest`,
  );
};
