import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Packed } from './pack';
import { run } from './run';
import { freePort, startService, type Service } from './service';
import { stepsOf, timeless, type Step } from './tutorial';

interface Manifest {
  readonly scripts: { readonly start: string };
  readonly dependencies: Readonly<Record<string, string>>;
}

const left = /\/(node_modules|dist|returns-data)$/;

/** Copies the example and has it depend on tarballs instead of what is published. */
export const copyExample = (root: string, folder: string, packed: ReadonlyArray<Packed>): Manifest => {
  cpSync(join(root, 'examples/returns-service'), folder, { recursive: true, filter: (source) => !left.test(source) });
  const file = join(folder, 'package.json');
  const manifest: Manifest = JSON.parse(readFileSync(file, 'utf8'));
  const overrides = Object.fromEntries(packed.map(({ name, tarball }) => [name, `file:${tarball}`]));
  const dependencies = Object.fromEntries(
    Object.entries(manifest.dependencies).map(([name, wanted]) => {
      const one = packed.find((other) => other.name === name);
      if (one !== undefined && wanted !== `^${one.version}`)
        throw new Error(`examples/returns-service asks for ${name} ${wanted}, and ${one.version} is what there is`);
      return [name, overrides[name] ?? wanted];
    }),
  );
  writeFileSync(file, JSON.stringify({ ...manifest, dependencies, overrides }, null, 2));
  return manifest;
};

/** Asks the service what the tutorial asks, and is content when the answer is what the tutorial shows. */
const ask = async (base: string, { request, answer }: Extract<Step, { readonly does: 'request' }>): Promise<void> => {
  const { method, path, body } = request;
  const headers = { 'content-type': 'application/json' };
  const response = await fetch(`${base}${path}`, { method, ...(body === null ? {} : { headers, body }) });
  const content: unknown = await response.json();
  const asShown = answer.status === 'any success' ? response.ok : response.status === answer.status;
  if (!asShown || timeless(content) !== timeless(answer.content))
    throw new Error(
      `${method} ${path} was answered with ${response.status} ${JSON.stringify(content, null, 2)}\nThe tutorial shows ${JSON.stringify(answer.content, null, 2)}`,
    );
};

/** Does all that the tutorial does, in a copy of the example outside the workspace. */
export const tryExample = async (root: string, folder: string, packed: ReadonlyArray<Packed>): Promise<void> => {
  const { scripts } = copyExample(root, folder, packed);
  const steps = stepsOf(readFileSync(join(root, 'docs/tutorials/embed-casebook.md'), 'utf8'));
  const port = await freePort();
  const env = { PORT: String(port), DATA: join(folder, 'fresh-data') };
  let service: Service | undefined;
  try {
    for (const step of steps)
      if (step.does === 'run') {
        const quietly = step.args[0] === 'install' ? ['--prefer-offline', '--no-audit', '--no-fund'] : [];
        run(step.program, [...step.args, ...quietly], folder);
      } else if (step.does === 'start') {
        await service?.stop();
        service = await startService(scripts.start.split(' '), `:${port}`, { cwd: folder, env });
      } else await ask(`http://127.0.0.1:${port}`, step);
    await service?.stop();
  } finally {
    service?.kill();
  }
  const count = (does: Step['does']): number => steps.filter((step) => step.does === does).length;
  console.log(
    `the tutorial: ${count('run')} commands, ${count('start')} starts, ${count('request')} requests, answered as it shows`,
  );
};
