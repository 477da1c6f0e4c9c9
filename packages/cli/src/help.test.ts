import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Command } from 'commander';
import { program } from './program';

const page = resolve(__dirname, '../../../docs/reference/cli.md');

const nameOf = (command: Command): string =>
  command.parent === null ? command.name() : `${nameOf(command.parent)} ${command.name()}`;

const helpOf = (command: Command): string => {
  let text = '';
  command.configureOutput({ writeOut: (part) => (text += part) });
  command.outputHelp();
  return text.trimEnd();
};

const all = (command: Command): ReadonlyArray<Command> => [command, ...command.commands.flatMap(all)];

const reference = (): string =>
  [
    '# The command `casebook`',
    '',
    'What `--help` says, command by command. On a fresh clone write `npx --yes pnpm@10 --silent casebook` for `casebook`.',
    ...all(program()).flatMap((command) => ['', `## ${nameOf(command)}`, '', '```text', helpOf(command), '```']),
    '',
  ].join('\n');

describe('the reference of the command line', () => {
  test('says what --help says', () => {
    const now = reference();
    // CASEBOOK_UPDATE_DOCS=1 npx jest packages/cli/src/help
    if (process.env['CASEBOOK_UPDATE_DOCS'] === '1') writeFileSync(page, now);
    expect(existsSync(page) ? readFileSync(page, 'utf8') : '').toBe(now);
  });

  test('has a description and an example for every command', () => {
    const ends = all(program()).filter(({ commands }) => commands.length === 0);
    expect(ends.map((command) => command.name())).toContain('replay');
    for (const command of ends) {
      expect(command.description()).not.toBe('');
      expect(helpOf(command)).toMatch(/Examples?:\n {2}casebook /);
    }
  });

  test('fits a terminal of 120 columns', () => {
    const longest = Math.max(
      ...reference()
        .split('\n')
        .map((line) => line.length),
    );
    expect(longest).toBeLessThanOrEqual(120);
  });
});
