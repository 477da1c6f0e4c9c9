import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { languageAssessor } from './language';

test('the version that is recorded is the one that is installed', () => {
  const file = join(dirname(require.resolve('tinyld')), '../package.json');
  expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ version: languageAssessor().version });
});
