import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { consume } from './consume';
import { tryExample } from './example';
import { pack, publicPackages } from './pack';
import { run } from './run';

// `pnpm check:packed`: what people will install is what we think we ship. Every public package is packed, inspected, and its tarball installed outside
// the workspace into a CommonJS and an ES-module program, both strictly typed and run, and into the example, which does what its tutorial says.
const root = resolve(__dirname, '../../../..');
const scratch = mkdtempSync(join(tmpdir(), 'casebook-packed-'));
const tool = (name: string): string => join(root, 'packages/gate/node_modules/.bin', name);

const check = async (): Promise<void> => {
  const folders = publicPackages(root);
  for (const folder of folders) rmSync(join(folder, 'dist'), { recursive: true, force: true }); // what a deleted source left behind
  run('pnpm', ['build'], root);
  const packed = folders.map((folder) => pack(folder, scratch));
  for (const { name, tarball, subpaths } of packed) {
    run(tool('publint'), ['run', tarball, '--strict'], scratch);
    // Without an entry point (the command) there are no types to get wrong. Node before 12 knew no "exports": not asked.
    if (subpaths.length > 0) run(tool('attw'), [tarball, '--profile', 'node16', '--quiet'], scratch);
    console.log(`${name}: packed as it should be`);
  }
  consume(root, join(scratch, 'consumer'), packed);
  await tryExample(root, join(scratch, 'returns-service'), packed);
};

check()
  .catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  })
  .finally(() => rmSync(scratch, { recursive: true }));
