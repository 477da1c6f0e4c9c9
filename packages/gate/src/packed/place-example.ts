import { existsSync, mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { copyExample } from './example';
import { pack, publicPackages } from './pack';
import { run } from './run';

// `pnpm example FOLDER`: the example outside the workspace, on packages as they are here. Where there is no such folder yet.
const root = resolve(__dirname, '../../../..');
const [name] = process.argv.slice(2);
const folder = resolve(name ?? '.');

if (name === undefined || existsSync(folder)) {
  console.error('pnpm example FOLDER: FOLDER must not be there yet');
  process.exitCode = 2;
} else {
  run('pnpm', ['build'], root);
  mkdirSync(join(folder, 'packages'), { recursive: true });
  const packed = publicPackages(root).map((one) => pack(one, join(folder, 'packages')));
  copyExample(root, folder, packed);
  console.log(`${folder} is ready: npm install there, then read docs/tutorials/embed-casebook.md`);
}
