import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from './run';

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly private?: boolean;
  readonly exports: Readonly<Record<string, unknown>>;
  readonly bin?: Readonly<Record<string, string>>;
}

/** A package as it will be installed. */
export interface Packed {
  readonly name: string;
  readonly version: string;
  readonly tarball: string;
  /** What may be imported of it: `@casebook/projection`, `@casebook/projection/contract`, … */
  readonly subpaths: ReadonlyArray<string>;
  readonly commands: ReadonlyArray<string>;
}

const manifest = (folder: string): Manifest => {
  const parsed: Manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  return parsed;
};

/** The folders of the packages that are published. */
export const publicPackages = (root: string): ReadonlyArray<string> =>
  readdirSync(join(root, 'packages'))
    .map((name) => join(root, 'packages', name))
    .filter((folder) => manifest(folder).private !== true);

export const pack = (folder: string, destination: string): Packed => {
  const { name, version, exports, bin = {} } = manifest(folder);
  const printed = run('pnpm', ['pack', '--json', '--pack-destination', destination], folder);
  // What a script of the package is called comes before the JSON.
  const { filename }: { filename: string } = JSON.parse(printed.slice(printed.search(/^\{$/m)));
  const subpaths = Object.keys(exports).filter((path) => path !== './package.json');
  return {
    name,
    version,
    tarball: filename,
    subpaths: subpaths.map((path) => name + path.slice(1)),
    commands: Object.keys(bin),
  };
};
