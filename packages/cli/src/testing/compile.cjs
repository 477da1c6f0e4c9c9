// Makes one file of the command and of all of ours that it needs, so that starting it takes a second less each time.
'use strict';

const { readFileSync } = require('node:fs');
const { builtinModules } = require('node:module');
const { dirname, join } = require('node:path');
const { build } = require('esbuild');

const quoted = (path) => JSON.stringify(path);

/** What is not ours stays where it is, and is found from there; ours is told where it was. */
const plugin = {
  name: 'ours-only',
  setup: ({ onLoad, onResolve }) => {
    onResolve({ filter: /^[^./]/ }, ({ path, importer }) => {
      if (importer === '' || path.startsWith('@casebook/')) return undefined;
      if (path.startsWith('node:') || builtinModules.includes(path)) return { path, external: true };
      return { path: require.resolve(path, { paths: [dirname(importer)] }), external: true };
    });
    onLoad({ filter: /\.ts$/ }, ({ path }) => ({
      contents: readFileSync(path, 'utf8').replaceAll('__dirname', () => quoted(dirname(path))),
      loader: 'ts',
    }));
  },
};

void build({
  entryPoints: [join(__dirname, '..', 'main.ts')],
  outfile: process.argv[2],
  bundle: true,
  platform: 'node',
  target: 'node20',
  conditions: ['casebook:source'],
  plugins: [plugin],
  logLevel: 'warning',
}).catch(() => {
  process.exitCode = 1; // it has said why
});
