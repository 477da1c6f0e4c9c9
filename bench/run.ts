import { readdirSync } from 'node:fs';
import { join } from 'node:path';

// `pnpm bench NAME …` runs bench/NAME.ts; the script finds its own arguments in process.argv from index 2 on, as if it had been started itself.
const names = readdirSync(__dirname)
  .filter((file) => file.endsWith('.ts') && file !== 'run.ts')
  .map((file) => file.slice(0, -'.ts'.length));

const [name] = process.argv.splice(2, 1);
if (name !== undefined && names.includes(name)) {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- which one is known only now
  require(join(__dirname, name));
} else {
  console.error(`pnpm bench NAME, where NAME is one of: ${names.join(', ') || '(none yet)'}`);
  process.exitCode = 1;
}
